import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { campaigns, images, posts, reports, valuations } from '@/db/schema'
import { log } from '@/lib/core/log'
import { type SubjectKind, subjectIds } from '@/lib/credits/actions'
import { post } from '@/lib/credits/post'
import { settleUnits } from '@/lib/limits/limits'

/**
 * Work whose feature settles it itself, once it is stored: its sweep knows whether it is to be paid for, or died. What was
 * held for work that was never stored is freed here. A feature that gets a sweep of its own puts its subject here.
 */
const OWNED = {
  report: reports,
  valuation: valuations,
  image: images,
  campaign: campaigns,
  listing: posts,
} as const satisfies {
  [Kind in SubjectKind]?: unknown
}

/** Of one sweep; the next minute brings another one. */
const MOST_AT_ONCE = 500

type Lapsed = { workspace_id: number; id: string }

/**
 * Frees what nobody answers for any more: the lease ran out, so the process that did the work is taken for dead, and
 * failed work costs nothing (R13). Answers how many there were. Safe to run at any time and in several processes.
 */
export async function sweepHolds(): Promise<number> {
  const [holds, reservations] = await Promise.all([lapsedHolds(), lapsedReservations()])
  const freed = await Promise.all([
    ...holds.map((hold) => guarded(hold, () => freeHold(hold))),
    ...reservations.map((one) =>
      guarded(one, () => settleUnits(one.workspace_id, one.id, 0, { onlyIfLapsed: true })),
    ),
  ])
  return freed.filter(Boolean).length
}

const isOwned = sql.join(
  Object.entries(OWNED).map(
    ([kind, work]) => sql`(h.subject_kind = ${subjectIds[kind as keyof typeof OWNED]} and exists (
      select from ${work} w where w.workspace_id = h.workspace_id and w.hold_id = h.id))`,
  ),
  sql` or `,
)

/** The time as a subselect: it is asked once, and the index of open holds is read up to there and no further. */
const lapsedHolds = () =>
  system().execute<Lapsed>(sql`
    select workspace_id, id from credit_holds h
    where state = 0 and lease_until < (select market_now()) and not (${isOwned})
    order by lease_until limit ${MOST_AT_ONCE}`)

const lapsedReservations = () =>
  system().execute<Lapsed>(sql`
    select workspace_id, id from limit_reservations h
    where state = 'open' and lease_until < (select market_now()) and not (${isOwned})
    order by lease_until limit ${MOST_AT_ONCE}`)

/** One that was renewed or settled since it was found is left alone. */
async function freeHold({ workspace_id, id }: Lapsed): Promise<boolean> {
  const outcome = await post(workspace_id, { type: 'release', holdId: id, onlyIfLapsed: true })
  return outcome.ok && outcome.credits > 0
}

/** One that cannot be freed does not keep the others waiting. */
async function guarded({ id }: Lapsed, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work()
  } catch (error) {
    log.error({ err: error, hold: id }, 'a hold could not be freed')
    return false
  }
}
