import { inWorkspace } from '@/db/client'
import { auditEvents, images } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { cancelFreely } from '@/lib/metering/free-cancel'
import { endImage, isImage } from './settle-image'

/**
 * Cancels an image that is not finished; nothing is charged. Canceling twice is canceling once.
 * @throws Refusal `not-found`, `image.ready`, `cancel.limit`
 */
export async function cancelImage(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  const before = await statusOf(ctx, id)
  if (!before) throw notFound('image')
  const cancel = () => endImage(workspaceId, id, { status: 'cancelled' })
  if (await cancelFreely(workspaceId, before === 'running', cancel)) {
    await inWorkspace(workspaceId, (tx) =>
      tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb: 'image.cancel', detail: { id } }),
    )
    return
  }
  if ((await statusOf(ctx, id)) === 'ready') {
    throw new Refusal(
      'image.ready',
      'This image was finished before it could be canceled. Reload the page to see it.',
    )
  }
}

async function statusOf({ workspaceId }: WorkspaceContext, id: string) {
  const [image] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ status: images.status }).from(images).where(isImage(workspaceId, id)),
  )
  return image?.status
}
