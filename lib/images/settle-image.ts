import { and, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { images } from '@/db/schema'
import { capture, release } from '@/lib/metering/metered'

/** How long an image may be silent before its work is taken for dead; renewed while it waits and while it is made. */
export const IMAGE_LEASE_SECONDS = 5 * 60

export const UNFINISHED = ['queued', 'running'] as const

export const isImage = (workspaceId: number, id: string) =>
  and(eq(images.workspaceId, workspaceId), eq(images.id, id))

/** The status is the arbiter: it changes from unfinished to finished once, whoever tries, and decides what is paid. */
export const isUnfinished = (workspaceId: number, id: string) =>
  and(isImage(workspaceId, id), inArray(images.status, [...UNFINISHED]))

/** Pays for an image that is ready and frees what a failed or cancelled one held (R13). Safe at any time, and to repeat. */
export async function settleImage(workspaceId: number, id: string): Promise<void> {
  const [image] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ status: images.status, holdId: images.holdId }).from(images).where(isImage(workspaceId, id)),
  )
  if (image?.status === 'ready') await capture(workspaceId, image.holdId, 1)
  if (image?.status === 'failed' || image?.status === 'cancelled') await release(workspaceId, image.holdId)
}

/** Ends an unfinished image without a result, then frees its hold. False: it was finished already. */
export async function endImage(
  workspaceId: number,
  id: string,
  ending: { status: 'failed'; failure: string } | { status: 'cancelled' },
): Promise<boolean> {
  const ended = await inWorkspace(workspaceId, (tx) =>
    tx
      .update(images)
      .set({ ...ending, finishedAt: sql`market_now()` })
      .where(isUnfinished(workspaceId, id))
      .returning({ id: images.id }),
  )
  await settleImage(workspaceId, id)
  return ended.length > 0
}
