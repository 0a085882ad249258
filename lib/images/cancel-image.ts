import { inWorkspace } from '@/db/client'
import { auditEvents, images } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { endImage, isImage } from './settle-image'

/** Stops an image that is not made yet; nothing is charged. Cancelling twice is cancelling once. */
export async function cancelImage(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  if (await endImage(workspaceId, id, { status: 'cancelled' })) {
    await inWorkspace(workspaceId, (tx) =>
      tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb: 'image.cancel', detail: { id } }),
    )
    return
  }
  const [image] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ status: images.status }).from(images).where(isImage(workspaceId, id)),
  )
  if (!image) throw notFound('image')
  if (image.status === 'ready') {
    throw new Refusal(
      'image.ready',
      'This image was finished before it could be cancelled. Reload the page to see it.',
    )
  }
}
