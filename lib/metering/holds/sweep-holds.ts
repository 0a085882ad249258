import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { log } from '@/lib/core/logging/log'
import { post } from '@/lib/credits/post'
import { type SubjectKind, subjectIds } from '@/lib/credits/shared/actions'
import { settleUnits } from '@/lib/plan-limits/limits'

/** The tables whose rows settle their own hold, by the ledger's subject kind (lib/paid-work/tables.ts). */
export type HoldOwners = { [Kind in SubjectKind]?: PgTable }

/** Maximum per sweep; the next one runs a minute later. */
const MOST_AT_ONCE = 500

type Lapsed = { workspace_id: number; id: string }

/**
 * Releases reservations whose lease has ended: the process is considered dead, and failed work costs nothing (R13). If
 * a hold has a row in `owners`, it is left to that feature's own sweep, which knows whether the work must be paid for.
 * Returns how many were released. Safe to run at any time and in several processes.
 */
export async function sweepHolds(owners: HoldOwners): Promise<number> {
  const isOwned = ownedBy(owners)
  const [holds, reservations] = await Promise.all([lapsedHolds(isOwned), lapsedReservations(isOwned)])
  const freed = await Promise.all([
    ...holds.map((hold) => guarded(hold, () => freeHold(hold))),
    ...reservations.map((one) =>
      guarded(one, () => settleUnits(one.workspace_id, one.id, 0, { onlyIfLapsed: true })),
    ),
  ])
  return freed.filter(Boolean).length
}

const ownedBy = (owners: HoldOwners): SQL =>
  Object.entries(owners).reduce(
    (owned, [kind, work]) => sql`${owned} or (h.subject_kind = ${subjectIds[kind as SubjectKind]} and exists (
      select from ${work} w where w.workspace_id = h.workspace_id and w.hold_id = h.id))`,
    sql`false`,
  )

/** The time is a subselect, so it is evaluated once and the index of open holds is only read up to that time. */
const lapsedHolds = (isOwned: SQL) =>
  system().execute<Lapsed>(sql`
    select workspace_id, id from credit_holds h
    where state = 0 and lease_until < (select ${marketNow}) and not (${isOwned})
    order by lease_until limit ${MOST_AT_ONCE}`)

const lapsedReservations = (isOwned: SQL) =>
  system().execute<Lapsed>(sql`
    select workspace_id, id from limit_reservations h
    where state = 'open' and lease_until < (select ${marketNow}) and not (${isOwned})
    order by lease_until limit ${MOST_AT_ONCE}`)

/** A reservation that was renewed or settled in the meantime is left alone. */
async function freeHold({ workspace_id, id }: Lapsed): Promise<boolean> {
  const outcome = await post(workspace_id, { type: 'release', holdId: id, onlyIfLapsed: true })
  return outcome.ok && outcome.credits > 0
}

/** A failure must not keep the others from being released. */
async function guarded({ id }: Lapsed, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work()
  } catch (error) {
    log.error({ err: error, hold: id }, 'a hold could not be released')
    return false
  }
}
