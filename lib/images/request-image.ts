import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { workspaces } from '@/db/schema'
import { ListingFacts, layoutNames } from '@/lib/ai/built-in/drawing/listing-facts'
import { imageModel } from '@/lib/ai/image-model'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { wholeNumber } from '@/lib/core/text/input'
import { requestWork } from '@/lib/paid-work/request'
import { requireWork } from '@/lib/paid-work/rows'
import { ImageFields, understandBrief } from './edits/brief'
import { checkContent } from './edits/content-rules'
import { readInstruction, requireAgreement } from './edits/instructions'
import { imageWork } from './image-work'
import { findPhoto } from './photos/save-photo'
import { understandEdit } from './shared/understand-image'

/** `id` is created with the form, so that a second click is the same image (R12). */
const RequestFields = z.object({ id: z.uuid(), quotedCredits: wholeNumber })
/** What the member agreed to leave out (see understand-image.ts). */
const agreedGaps = z.string().max(4_000).optional()
export const GenerateImageInput = RequestFields.extend(ImageFields.shape).extend({
  /** One of the workspace's photos. The form sends an empty value for none. */
  photoId: z.preprocess((value) => value || null, z.uuid().nullable()).default(null),
  /** The layout chosen from the previews, and the id that they were drawn from. */
  layout: z.preprocess((value) => value || undefined, z.enum(layoutNames).optional()),
  look: z.preprocess((value) => value || undefined, z.uuid().optional()),
  /** The listing that the image is for. */
  listingId: z.preprocess((value) => value || undefined, z.guid().optional()),
  agreedGaps,
})
export const RegenerateImageInput = RequestFields.extend({ parentId: z.uuid() })
export const EditImageInput = RegenerateImageInput.extend({
  instruction: z.string().trim().min(3, 'Describe what to change.').max(300, 'Use up to 300 characters.'),
  agreedGaps,
})

type GenerateImage = Omit<z.output<typeof GenerateImageInput>, 'layout' | 'look' | 'listingId'> &
  Partial<Pick<z.output<typeof GenerateImageInput>, 'layout' | 'look' | 'listingId'>>

const NEEDS_PHOTO = 'Choose a photo of this listing. We don’t draw a home that is on the market.'

/**
 * A new image from a brief. An image for a listing shows its photo: a drawn home would pass for it.
 * @throws Refusal `image.needs-photo`, `image.partly-understood`, `content.refused`, `not-found`, and those of `reserve`
 */
export async function generateImage(
  ctx: WorkspaceContext,
  { id, quotedCredits, photoId, agreedGaps, layout, look, listingId, ...fields }: GenerateImage,
  builtIn?: boolean,
): Promise<{ id: string }> {
  if (listingId && !photoId) throw new Refusal('image.needs-photo', NEEDS_PHOTO)
  checkContent(fields.headline, fields.wish, fields.badge, fields.address, fields.details)
  if (photoId) await findPhoto(ctx, photoId)
  const seed = seedOf(look ?? id)
  const reading = understandBrief(fields, await agencyName(ctx), seed, photoId !== null)
  // A provider's model interprets the description itself.
  if (reading.cannot.length > 0 && (builtIn ?? imageModel().builtIn)) requireAgreement(reading, agreedGaps)
  const brief = layout ? { ...reading.after, layout } : reading.after
  const first = { rootId: id, parentId: null, instruction: null, photoId, title: brief.headline }
  return requestWork(imageWork, ctx, { id, quotedCredits, action: 'image.generate', brief, ...first })
}

/** Regenerates from the same brief. @throws Refusal `not-found`, `image.unfinished`, and those of `reserve` */
export async function regenerateImage(
  ctx: WorkspaceContext,
  { id, quotedCredits, parentId }: z.output<typeof RegenerateImageInput>,
): Promise<{ id: string }> {
  const { rootId, title, brief, photoId } = await parentOf(ctx, parentId)
  const seed = seedOf(id)
  const others = layoutNames.filter((name) => name !== brief.layout)
  const layout = others[seed % others.length] ?? brief.layout
  const line = { rootId, parentId, instruction: null, photoId, title }
  return requestWork(imageWork, ctx, {
    id,
    quotedCredits,
    action: 'image.regenerate',
    brief: { ...brief, seed, layout },
    ...line,
  })
}

/**
 * A changed version.
 * @throws Refusal `image.not-understood`, `image.partly-understood`, `content.refused`, `not-found`, and those of `reserve`
 */
export async function editImage(
  ctx: WorkspaceContext,
  { id, quotedCredits, parentId, instruction, agreedGaps }: z.output<typeof EditImageInput>,
  builtIn = imageModel().builtIn,
): Promise<{ id: string }> {
  const parent = await parentOf(ctx, parentId)
  checkContent(instruction)
  const onPhoto = parent.photoId !== null
  // A provider's model interprets the instruction itself. Our reading only keeps the brief up to date.
  const brief = builtIn
    ? readInstruction(instruction, parent.brief, onPhoto, agreedGaps)
    : understandEdit(instruction, parent.brief, onPhoto).after
  return requestWork(imageWork, ctx, {
    id,
    quotedCredits,
    action: 'image.edit',
    title: titleAfter(parent, brief),
    brief,
    rootId: parent.rootId,
    parentId,
    instruction,
    photoId: parent.photoId,
  })
}

async function parentOf({ workspaceId }: WorkspaceContext, id: string) {
  const parent = await requireWork(imageWork, workspaceId, id)
  if (parent.status !== 'ready')
    throw new Refusal('image.unfinished', 'This version isn’t ready. Choose one that is.')
  const { rootId, title, photoId } = parent
  return { rootId, title, brief: ListingFacts.parse(parent.brief), photoId }
}

/** An image is named for its headline, until a member renames it. */
const titleAfter = (parent: { title: string; brief: ListingFacts }, { headline }: ListingFacts): string =>
  parent.title === parent.brief.headline ? headline : parent.title

/** Derived from the id, so that the same request gives the same picture. */
export const seedOf = (id: string): number => createHash('sha256').update(id).digest().readUInt32BE(0)

export async function agencyName({ workspaceId }: WorkspaceContext): Promise<string> {
  const [found] = await system()
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
  return found?.name ?? ''
}
