import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { logUnknown } from '@/lib/core/logging/log'
import { isReserved } from '@/lib/metering/holds/open-reservations'
import { renew } from '@/lib/metering/metered'
import type { PaidWork, WorkJob, WorkRequest, WorkRow } from './paid-work'
import { isUnfinished } from './rows'
import { endWork, settleWork } from './settle'

export type Attempt = { signal?: AbortSignal | undefined; last: boolean }

/** The columns of a result, or the reason why there is none. */
export type Made<Row extends WorkRow> = { ready: Partial<Omit<Row, keyof WorkRow>> } | { declined: string }

export type Maker<Row extends WorkRow> = {
  /** Makes the result. `reached` stores the progress, and throws if the work was canceled. */
  make(row: Row, steps: { reached(percent: number): Promise<void>; signal?: AbortSignal }): Promise<Made<Row>>
  /** The message for the customer about an error. Null if it is unknown, so that the job is retried. */
  failureMessage?(error: unknown): string | null
}

/** It was canceled, or another worker finished it. */
class NoLongerWanted extends Error {}
/** It waited so long that its hold was released, so it must not be delivered. */
class WaitedTooLong extends Error {}

/**
 * Makes a piece of work. Any worker can run it any number of times, because the result is stored before it is charged (R13).
 */
export async function runWork<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  { workspaceId, id }: WorkJob,
  maker: Maker<Row>,
  { signal, last }: Attempt = { last: true },
): Promise<void> {
  const reached = (percent: number) => storeProgress(work, workspaceId, id, percent)
  try {
    const row = await reached(10)
    if (!(await isReserved(workspaceId, row.holdId))) throw new WaitedTooLong()
    const steps = { reached: async (percent: number) => void (await reached(percent)) }
    const made = await maker.make(row, signal ? { ...steps, signal } : steps)
    if ('ready' in made) await storeResult(work, workspaceId, id, made.ready)
    else await endWork(work, workspaceId, id, { status: 'declined', failure: made.declined })
  } catch (error) {
    // A worker that is shutting down leaves the work to the next worker.
    if (signal?.aborted && !last) throw error
    if (!(error instanceof NoLongerWanted)) {
      const message =
        error instanceof WaitedTooLong
          ? 'It waited too long to start. Try again.'
          : (maker.failureMessage?.(error) ?? null)
      if (message === null && !last) throw error
      const failure =
        message ??
        `Something went wrong. Try again. If it keeps happening, contact us with reference ${logUnknown(error, `${work.kind}-make`)}.`
      await endWork(work, workspaceId, id, { status: 'failed', failure })
    }
  }
  await settleWork(work, workspaceId, id)
}

/** Stores the progress and renews the hold. @throws NoLongerWanted */
async function storeProgress<Row extends WorkRow, Request extends WorkRequest>(
  { table, leaseSeconds }: PaidWork<Row, Request>,
  workspaceId: number,
  id: string,
  percent: number,
): Promise<Row> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .update(table)
      .set({ status: 'running', progressPercent: percent })
      .where(isUnfinished(table, workspaceId, id))
      .returning(),
  )
  const [row] = rows as Row[]
  if (!row) throw new NoLongerWanted()
  await renew(workspaceId, row.holdId, leaseSeconds)
  return row
}

/** Does nothing if it was canceled in the meantime: the result is discarded and free. */
async function storeResult(
  { table }: Pick<PaidWork, 'table'>,
  workspaceId: number,
  id: string,
  result: object,
): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(table)
      .set({ ...result, status: 'ready', progressPercent: 100, finishedAt: marketNow })
      .where(isUnfinished(table, workspaceId, id)),
  )
}
