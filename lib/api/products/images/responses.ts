import { z } from 'zod'
import { imageActions, imageStatuses } from '@/db/schema/work/images'
import { formatNames } from '@/lib/ai/shared/listing-names'
import { instant, pageOf, rowId, whole, workFields } from '../parts'

const status = z.enum(imageStatuses)
const format = z.enum(formatNames)

const version = z.strictObject({
  ...workFields,
  status,
  title: z.string(),
  action: z.enum(imageActions),
  format,
  number: whole.describe('Counted from 1 in the order of the requests'),
  parentId: rowId.nullable().describe('The version it was made from'),
  instruction: z.string().nullable(),
  changes: z
    .array(z.string())
    .nullable()
    .describe('What differs from the version it was made from; null if that is not known'),
  leftOut: z.array(z.string()).describe('Parts of the request that were left out'),
  onPhoto: z.boolean().describe('Whether it shows one of your photos'),
  model: z.string().nullable().describe('What made it'),
})

const Image = z.strictObject({
  image: version,
  versions: z.array(version).describe('All versions of this image, oldest first'),
  widthPixels: whole,
  heightPixels: whole,
})

const ImageList = pageOf(
  z.strictObject({
    id: rowId,
    status,
    progressPercent: whole,
    title: z.string(),
    action: z.enum(imageActions),
    format,
    createdAt: instant,
  }),
)

const Photo = z.strictObject({
  id: rowId.describe('Send it as photoId'),
  widthPixels: whole,
  heightPixels: whole,
})

export const imageResponses = { Image, ImageList, Photo }
