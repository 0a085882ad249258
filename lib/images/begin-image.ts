import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, images } from '@/db/schema'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/log'
import { requireStorage } from '@/lib/files/storage-quota'
import { enqueue } from '@/lib/jobs/queue'
import { release, reserve } from '@/lib/metering/metered'
import { IMAGE_LEASE_SECONDS } from './settle-image'
import type { ImageAction } from './views'

export type Draft = {
  id: string
  action: ImageAction
  brief: ListingFacts
  quotedCredits: number
  rootId: string
  parentId: string | null
  instruction: string | null
  photoId: string | null
}

/** Sets the price of a version aside, stores it as queued and hands it to the workers (R12, R13). */
export async function beginImage(ctx: WorkspaceContext, draft: Draft): Promise<{ id: string }> {
  const { id, action, quotedCredits } = draft
  if (await isKnown(ctx, draft)) return { id }
  await requireStorage(ctx.workspaceId)
  const { holdId } = await reserve(ctx, {
    action,
    units: 1,
    quotedCredits,
    key: `image:${id}`,
    subject: { kind: 'image', id },
    leaseSeconds: IMAGE_LEASE_SECONDS,
  })
  await store(ctx, draft, holdId).catch(async (error) => {
    // A request of the same id that came first owns the hold; it is ours to release only when there is none.
    if (!(await isKnown(ctx, draft))) await release(ctx.workspaceId, holdId)
    throw error
  })
  // Not fatal: the sweep finds a queued image without a job within the minute.
  await enqueue('image-make', { workspaceId: ctx.workspaceId, id }, id).catch((error) =>
    log.error({ err: error, image: id }, 'an image could not be queued'),
  )
  return { id }
}

/** Whether this very version was asked for before. The same id for another one is a mistake that must not pass. */
async function isKnown({ workspaceId }: WorkspaceContext, draft: Draft): Promise<boolean> {
  const [image] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(images)
      .where(and(eq(images.workspaceId, workspaceId), eq(images.id, draft.id))),
  )
  if (!image) return false
  const same =
    image.action === draft.action &&
    image.parentId === draft.parentId &&
    image.instruction === draft.instruction &&
    image.photoId === draft.photoId &&
    isDeepStrictEqual(ListingFacts.parse(image.brief), draft.brief)
  if (same) return true
  throw new Refusal(
    'request.reused',
    'This form was already used for another image. Reload the page to ask for a new one.',
    { href: `/images/${draft.id}` },
  )
}

async function store({ workspaceId, userId }: WorkspaceContext, draft: Draft, holdId: string): Promise<void> {
  const { id, action, brief, rootId, parentId, instruction, photoId } = draft
  await inWorkspace(workspaceId, async (tx) => {
    const inserted = await tx
      .insert(images)
      .values({
        workspaceId,
        id,
        rootId,
        parentId,
        action,
        brief,
        instruction,
        photoId,
        title: brief.headline,
        holdId,
        createdBy: userId,
      })
      .onConflictDoNothing()
      .returning({ id: images.id })
    if (inserted.length === 0) return
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: `${action}.request`, detail: { id, parentId } })
  })
}
