import { z } from 'zod'
import { drawListing, renderElement } from '@/lib/ai/built-in/drawing/draw-listing'
import { layoutNames } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { makeTurns, NoTurn } from '@/lib/core/process/turns'
import { readFile } from '@/lib/files/files'
import { openOwnPicture } from '@/lib/files/pictures'
import { ImageFields, understandBrief } from '../edits/brief'
import { checkContent } from '../edits/content-rules'
import { findPhoto } from '../photos/save-photo'
import { agencyName, seedOf } from '../request-image'

export const PreviewImageInput = z.object({
  ...ImageFields.shape,
  layout: z.enum(layoutNames),
  look: z.uuid(),
  photoId: z.preprocess((value) => value || null, z.uuid().nullable()).default(null),
})

/** Enough to choose a layout, too little to publish. */
const SCALE = 0.34
const QUALITY = 70
const MARK = 'Preview'

/** Each takes a few tenths of a second of a processor, and a form asks for four. */
const turns = makeTurns({
  maxConcurrent: 2,
  maxConcurrentPerKey: 1,
  maxWaiting: 80,
  maxWaitingPerKey: 12,
  maxWaitMs: 20_000,
  maxRunMs: 30_000,
})

/**
 * A layout as `generateImage` draws it with the same `look`, small and marked, as JPEG. Free: nothing is stored, and no provider is
 * called.
 * @throws Refusal `content.refused`, `not-found`, `busy`
 */
export async function previewImage(
  ctx: WorkspaceContext,
  { layout, look, photoId, ...fields }: z.output<typeof PreviewImageInput>,
): Promise<Uint8Array> {
  checkContent(fields.headline, fields.wish, fields.badge, fields.address, fields.details)
  const photo = photoId ? await readPhotoOf(ctx, photoId) : null
  const { after } = understandBrief(fields, await agencyName(ctx), seedOf(look), photo !== null)
  return turns(String(ctx.workspaceId), async () =>
    marked(await drawListing({ ...after, layout }, photo, SCALE)),
  ).catch((error) => {
    throw error instanceof NoTurn
      ? new Refusal('busy', 'Many previews are being drawn right now. Try again in a minute.', {
          retryAfterSeconds: 60,
        })
      : error
  })
}

async function readPhotoOf(ctx: WorkspaceContext, id: string): Promise<Uint8Array> {
  const bytes = await readFile(ctx.workspaceId, (await findPhoto(ctx, id)).fileName)
  if (!bytes) throw notFound('photo')
  return bytes
}

/** The mark repeats over the whole picture, so that no part of it can be cut out and used. */
async function marked(png: Uint8Array): Promise<Uint8Array> {
  const { width = 0, height = 0 } = await openOwnPicture(png).metadata()
  return openOwnPicture(png)
    .composite([{ input: Buffer.from(await watermark(width, height)) }])
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: QUALITY })
    .toBuffer()
}

const watermarks = new Map<string, Promise<Uint8Array>>()

/** One for each format. */
function watermark(width: number, height: number): Promise<Uint8Array> {
  const key = `${width}x${height}`
  const known = watermarks.get(key) ?? renderElement(drawMark(width, height), { width, height })
  watermarks.set(key, known)
  return known
}

function drawMark(width: number, height: number) {
  const cell = Math.floor(width / 2)
  const count = Math.ceil(height / (cell / 2)) * 2
  return {
    type: 'div',
    props: {
      style: { display: 'flex', flexWrap: 'wrap', width, height },
      children: Array.from({ length: count }, () => ({
        type: 'div',
        props: {
          style: {
            display: 'flex',
            width: cell,
            height: Math.round(cell / 2),
            alignItems: 'center',
            justifyContent: 'center',
            fontFamily: 'Geist',
            fontWeight: 600,
            fontSize: Math.round(cell / 7),
            // Between white and black, so that it shows on both.
            color: 'rgba(140, 140, 140, 0.5)',
            transform: 'rotate(-24deg)',
          },
          children: MARK,
        },
      })),
    },
  }
}
