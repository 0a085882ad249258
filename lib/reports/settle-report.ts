import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { reports } from '@/db/schema'
import { capture, release } from '@/lib/metering/metered'

/** How long a report may be silent before its work is taken for dead; renewed while it waits and while it is made. */
export const REPORT_LEASE_SECONDS = 5 * 60

export const UNFINISHED = ['queued', 'running'] as const

export const isReport = (workspaceId: number, id: string) =>
  and(eq(reports.workspaceId, workspaceId), eq(reports.id, id))

/** The status is the arbiter: it changes from unfinished to finished once, whoever tries, and decides what is paid. */
export const isUnfinished = (workspaceId: number, id: string) =>
  and(isReport(workspaceId, id), inArray(reports.status, [...UNFINISHED]))

/** Pays for a report that is ready and frees what a failed or cancelled one held (R13). Safe at any time, and to repeat. */
export async function settleReport(workspaceId: number, id: string): Promise<void> {
  const [report] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ status: reports.status, holdId: reports.holdId })
      .from(reports)
      .where(isReport(workspaceId, id)),
  )
  if (report?.status === 'ready') await capture(workspaceId, report.holdId, 1)
  if (report?.status === 'failed' || report?.status === 'cancelled') await release(workspaceId, report.holdId)
}

/** Ends an unfinished report without a result, then frees its hold. False: it was finished already. */
export async function endReport(
  workspaceId: number,
  id: string,
  ending: { status: 'failed'; failure: string } | { status: 'cancelled' },
): Promise<boolean> {
  const ended = await inWorkspace(workspaceId, (tx) =>
    tx
      .update(reports)
      .set({ ...ending, finishedAt: marketNow })
      .where(isUnfinished(workspaceId, id))
      .returning({ id: reports.id }),
  )
  await settleReport(workspaceId, id)
  return ended.length > 0
}
