import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import type { Delivery } from '@/lib/email/transport'
import type { BounceCause } from '../delivery/reports/bounce-cause'
import { isOpen, waitAfter } from './slow/slowdowns'

export type Run = { workspaceId: number; campaignId: string; runId: string }
export type Claimed = {
  position: number
  email: string
  firstName: string
  lastName: string
  attempts: number
}
export type Result = { position: number; attempts: number; delivery: Delivery; cause: BounceCause | null }

/** After this long, an email that a server keeps deferring is not sent. Most mail servers give up later. */
export const MAX_DEFERRED_HOURS = 48

/**
 * Records the result of one email and claims the next recipient in one statement: one commit per email. A recipient is
 * claimed before the email is sent, so that a crash never sends it twice. Returns null if no recipient is ready or another
 * run has taken over.
 * @param waitingDomains who asked to wait (slow/slowdowns.ts); null: claims nothing
 */
export async function recordAndClaim(
  run: Run,
  result: Result | null,
  waitingDomains: readonly string[] | null,
): Promise<Claimed | null> {
  const { workspaceId, campaignId, runId } = run
  const ours = sql`workspace_id = ${workspaceId} and campaign_id = ${campaignId}`
  const outcome = outcomeOf(result)
  const recorded = outcome.isDeferred
    ? deferral(outcome, await readMarketNow(), result?.cause ?? null)
    : settlement(outcome, result?.cause ?? null)
  const [row] = await system().execute<{
    position: number
    email: string
    first_name: string
    last_name: string
    attempts: number
  }>(sql`
    with done as (
      update campaign_recipients set attempts = ${outcome.attempts}, ${recorded}
      where ${ours} and position = ${result?.position ?? 0} and run_id = ${runId} and status in ('sending', 'unsure')
    ), next as (
      select r.position as at from campaign_recipients r
      where ${waitingDomains !== null} and ${ours} and status = 'waiting' and (try_after is null or try_after <= ${marketNow})
        and ${isOpen(waitingDomains ?? [])}
        and exists (select 1 from campaigns c where c.workspace_id = ${workspaceId} and c.id = ${campaignId}
          and c.run_id = ${runId} and c.status = 'running')
      order by position limit 1 for update skip locked
    )
    update campaign_recipients set status = 'sending', run_id = ${runId}, attempts = attempts + 1
    from next where ${ours} and position = next.at
    returning position, email, first_name, last_name, attempts`)
  if (!row) return null
  const { position, email, first_name: firstName, last_name: lastName } = row
  return { position, email, firstName, lastName, attempts: row.attempts }
}

const OVER = `Not delivered: for ${MAX_DEFERRED_HOURS} hours, the server asked us to try again later. `

type RecordedOutcome = ReturnType<typeof outcomeOf>

/** The columns of an email whose outcome is known, or that was not sent. */
function settlement({ status, answer }: RecordedOutcome, cause: BounceCause | null) {
  return sql`status = ${status}, answer = ${answer}::text, cause = ${status === 'rejected' ? cause : null}::text,
    try_after = ${marketNow}, settled_at = ${status === 'waiting' ? null : marketNow}`
}

/** The columns of an email that the server asked us to send later, unless it has asked for too long. */
function deferral({ attempts, answer }: RecordedOutcome, now: Date, cause: BounceCause | null) {
  // Parameters, because Citus refuses a clock and sums of times in `case` (R53).
  const at = sql`${now.toISOString()}::timestamptz`
  const longAgo = new Date(now.getTime() - MAX_DEFERRED_HOURS * 3_600_000)
  const isOver = sql`deferred_at < ${longAgo.toISOString()}::timestamptz`
  return sql`status = case when ${isOver} then 'rejected' else 'waiting' end,
    answer = case when ${isOver} then ${OVER}::text || ${answer}::text else ${answer}::text end,
    cause = case when ${isOver} then ${cause}::text end,
    deferred_at = coalesce(deferred_at, ${at}),
    try_after = ${at} + ${waitAfter(sql`${attempts}::int`)},
    settled_at = case when ${isOver} then ${at} end`
}

function outcomeOf(result: Result | null) {
  if (!result) return { status: 'unsure', attempts: 0, answer: null, isDeferred: false }
  const { delivery, attempts } = result
  const answer = delivery.status === 'accepted' ? null : delivery.answer
  if (delivery.status === 'deferred') return { status: 'waiting', attempts, answer, isDeferred: true }
  // The server was never reached, so it doesn’t count as an attempt.
  if (delivery.status === 'unreachable') {
    return { status: 'waiting', attempts: attempts - 1, answer, isDeferred: false }
  }
  return { status: delivery.status, attempts, answer, isDeferred: false }
}
