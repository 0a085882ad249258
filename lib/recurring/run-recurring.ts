import { and, asc, eq, isNull, lte, ne } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { recurringReports, recurringRuns, workspaces } from '@/db/schema'
import { isRefusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { advanceRun } from './advance-run'
import { monthOfRun, nextRun } from './next-run'
import { isRecurring, type Recurring, type Run } from './rows'

/** Per sweep; the next minute continues. */
const MOST_AT_ONCE = 100

/**
 * Too much at once, or something changed at this moment, such as the list, the link, or a campaign that another worker sent: tried
 * again in the next minute.
 */
const TRANSIENT = new Set([
  'rate.limited',
  'campaign.list-changed',
  'campaign.changed',
  'campaign.confirmed',
  'share.ended',
])

/**
 * Starts the months that are due and continues those that are under way. Safe to run at any time and in several processes: a
 * month is one row, and each of its steps is a request with a fixed id (R12).
 */
export async function sweepRecurring(): Promise<void> {
  for (const one of await dueNow()) await logFailure(one.recurring, () => startMonth(one))
  for (const one of await underWay())
    await logFailure(one.recurring, () => continueRun(one.recurring, one.run))
}

/** One that fails does not hold up the others. */
async function logFailure({ id }: Recurring, work: () => Promise<void>): Promise<void> {
  await work().catch((error) => log.error({ err: error, recurring: id }, 'a recurring report could not run'))
}

type Due = { recurring: Recurring; timeZone: string }

const dueNow = (): Promise<Due[]> =>
  system()
    .select({ recurring: recurringReports, timeZone: workspaces.timeZone })
    .from(recurringReports)
    .innerJoin(workspaces, eq(workspaces.id, recurringReports.workspaceId))
    .where(
      and(
        eq(recurringReports.status, 'active'),
        lte(recurringReports.nextRunAt, marketNow),
        isNull(workspaces.deletedAt),
      ),
    )
    .orderBy(asc(recurringReports.nextRunAt))
    .limit(MOST_AT_ONCE)

const underWay = (): Promise<{ recurring: Recurring; run: Run }[]> =>
  system()
    .select({ recurring: recurringReports, run: recurringRuns })
    .from(recurringRuns)
    .innerJoin(
      recurringReports,
      and(
        eq(recurringReports.workspaceId, recurringRuns.workspaceId),
        eq(recurringReports.id, recurringRuns.recurringId),
      ),
    )
    .where(and(isNull(recurringRuns.finishedAt), eq(recurringReports.status, 'active')))
    .orderBy(
      workspacesInTurn(recurringRuns.workspaceId, recurringRuns.startedAt),
      asc(recurringRuns.startedAt),
    )
    .limit(MOST_AT_ONCE)

/** The month's row and the time of the next one, together. Months in which no process ran are not made up for. */
async function startMonth({ recurring, timeZone }: Due): Promise<void> {
  const { workspaceId, id } = recurring
  const now = await readMarketNow()
  await inWorkspace(workspaceId, async (tx) => {
    const [current] = await tx
      .select()
      .from(recurringReports)
      .where(isRecurring(workspaceId, id))
      .for('update')
    if (current?.status !== 'active' || current.nextRunAt.getTime() > now.getTime()) return
    const month = monthOfRun(current.nextRunAt, timeZone)
    // An earlier month that never finished is not made up for: its figures would be those of this month.
    await tx
      .update(recurringRuns)
      .set({ status: 'skipped', finishedAt: marketNow })
      .where(
        and(
          eq(recurringRuns.workspaceId, workspaceId),
          eq(recurringRuns.recurringId, id),
          ne(recurringRuns.month, month),
          isNull(recurringRuns.finishedAt),
        ),
      )
    await tx.insert(recurringRuns).values({ workspaceId, recurringId: id, month }).onConflictDoNothing()
    await tx
      .update(recurringReports)
      .set({ nextRunAt: nextRun(recurring, now.getTime(), timeZone) })
      .where(isRecurring(workspaceId, id))
  })
}

async function continueRun(recurring: Recurring, run: Run): Promise<void> {
  try {
    await advanceRun(recurring, run)
  } catch (error) {
    if (!isRefusal(error) || TRANSIENT.has(error.code)) throw error
    await pauseFor(recurring, run, error.publicMessage)
  }
}

/** Pauses it, and notifies the member in whose name it runs and everyone who wants to know. */
async function pauseFor(recurring: Recurring, { month, attempt }: Run, failure: string): Promise<void> {
  const { workspaceId, id, name, confirmedBy } = recurring
  const created = await system().transaction(async (tx) => {
    const paused = await tx
      .update(recurringReports)
      .set({ status: 'paused', failure })
      .where(and(isRecurring(workspaceId, id), eq(recurringReports.status, 'active')))
      .returning({ id: recurringReports.id })
    if (paused.length === 0) return null
    const notice = { kind: 'campaign-refused', data: { id, name, failure, recurring: true } } as const
    const about = `recurring ${id}, ${month}, ${attempt}, ${(await readMarketNow(tx)).toISOString().slice(0, 13)}`
    return createNotifications(tx, workspaceId, about, notice, { workOwners: [confirmedBy] })
  })
  if (created) await deliver(created)
}
