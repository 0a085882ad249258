import { z } from 'zod'
import { downloadFormats } from '@/lib/images/download-image'
import { ImageFields } from '@/lib/images/edits/brief'
import type { Operation } from '../../operation'
import { IdPath, quotedCredits, rowId, WorkListInput } from '../parts'

/** Returned by the problem `image.partly-understood`. */
const agreedGaps = z
  .string()
  .max(4_000)
  .optional()
  .describe(
    'To continue without the parts that cannot be done: the agreedGaps of the problem image.partly-understood',
  )

const CreateImage = ImageFields.extend({
  photoId: rowId.optional().describe('One of your photos, to show instead of a drawing'),
  agreedGaps,
  quotedCredits,
})
const RegenerateImage = IdPath.extend({ quotedCredits })
const EditImage = RegenerateImage.extend({ instruction: z.string().trim().min(3).max(300), agreedGaps })
const DownloadImage = IdPath.extend({ as: z.enum(downloadFormats).default('png') })

export const imageOperations = {
  createImage: {
    method: 'POST',
    path: '/images',
    scope: 'images.write',
    summary: 'Create a listing image from a headline, property details and a description or photo',
    input: CreateImage,
    response: 'Image',
    keyed: true,
    status: 202,
    example: {
      headline: 'A garden home near Green Lake',
      address: '8215 Ashworth Ave N, Seattle',
      price: '$845,000',
      details: '4 bed, 2.5 bath',
      badge: 'Just listed',
      wish: 'a modern home',
      format: 'square',
      quotedCredits: 20,
    },
  },
  listImages: {
    method: 'GET',
    path: '/images',
    scope: 'images.read',
    summary: 'List images, each version separately, newest first',
    input: WorkListInput,
    response: 'ImageList',
  },
  getImage: {
    method: 'GET',
    path: '/images/{id}',
    scope: 'images.read',
    summary: 'Get an image with its progress and all its versions',
    input: IdPath,
    response: 'Image',
  },
  regenerateImage: {
    method: 'POST',
    path: '/images/{id}/regenerate',
    scope: 'images.write',
    summary: 'Create another version from the same brief',
    input: RegenerateImage,
    response: 'Image',
    keyed: true,
    status: 202,
    example: { quotedCredits: 10 },
  },
  editImage: {
    method: 'POST',
    path: '/images/{id}/edit',
    scope: 'images.write',
    summary: 'Create a version that is changed by an instruction',
    input: EditImage,
    response: 'Image',
    keyed: true,
    status: 202,
    example: { instruction: 'paint the front door red', quotedCredits: 5 },
  },
  cancelImage: {
    method: 'POST',
    path: '/images/{id}/cancel',
    scope: 'images.write',
    summary: 'Cancel a version that is not finished; nothing is charged',
    input: IdPath,
    response: 'Image',
  },
  downloadImage: {
    method: 'GET',
    path: '/images/{id}/download',
    scope: 'images.read',
    summary: 'Download a finished image as PNG, JPEG or WebP',
    input: DownloadImage,
    response: null,
    file: downloadFormats.map((format) => `image/${format}`),
    limit: 'export',
  },
  uploadPhoto: {
    method: 'POST',
    path: '/images/photos',
    scope: 'images.write',
    summary: 'Upload a photo for listing images, as the request body; the same photo is stored once',
    input: z.object({}),
    response: 'Photo',
    status: 201,
    upload: ['image/jpeg', 'image/png', 'image/webp'],
    limit: 'upload',
  },
} satisfies Record<string, Operation>
