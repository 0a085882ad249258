import { inWorkspace } from '@/db/client'
import { auditEvents, images } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { readFile } from '@/lib/files/files'
import { giveBack } from '@/lib/metering/give-back'
import { imageFault } from './image-fault'
import { isImage } from './settle-image'

/**
 * "This did not work": looks at the stored image and gives its credits back, once, when it is broken.
 * @throws Refusal `not-found`, `image.not-broken`
 */
export async function reportBrokenImage(
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<{ credits: number; fault: string }> {
  const { workspaceId, userId } = ctx
  const [image] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(images).where(isImage(workspaceId, id)),
  )
  if (image?.status !== 'ready' || !image.fileName) throw notFound('image')
  const fault = image.givenBackFor ?? (await imageFault(await readFile(workspaceId, image.fileName)))
  if (!fault) {
    throw new Refusal(
      'image.not-broken',
      'We looked: the file is whole and the image is not blank, so it was delivered and its credits are not given back. If it is not to your taste, re-generate or edit it.',
    )
  }
  const { credits } = await giveBack(ctx, {
    holdId: image.holdId,
    subject: { kind: 'image', id },
    reason: `Image “${image.title}” did not work: ${fault}`,
  })
  await inWorkspace(workspaceId, async (tx) => {
    await tx.update(images).set({ givenBackFor: fault }).where(isImage(workspaceId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'image.give-back', detail: { id, fault, credits } })
  })
  return { credits, fault }
}
