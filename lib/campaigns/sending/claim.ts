import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import type { Delivery } from '@/lib/email/transport'
import type { BounceCause } from '../delivery/reports/bounce-cause'

export type Run = { workspaceId: number; campaignId: string; runId: string }
export type Claimed = {
  position: number
  email: string
  firstName: string
  lastName: string
  attempts: number
}
export type Result = { position: number; attempts: number; delivery: Delivery; cause: BounceCause | null }

/** The delays before a deferred email is retried. After that it is rejected. */
const RETRY_SECONDS = [60, 300]

/**
 * Records the result of one email and claims the next recipient in one statement: one commit per email. A recipient is
 * claimed before the email is sent, so that a crash never sends it twice. Returns null if no recipient is ready or another
 * run has taken over.
 */
export async function recordAndClaim(
  run: Run,
  result: Result | null,
  claims = true,
): Promise<Claimed | null> {
  const { workspaceId, campaignId, runId } = run
  const ours = sql`workspace_id = ${workspaceId} and campaign_id = ${campaignId}`
  const { status, tryAfterSeconds, attempts, answer } = outcomeOf(result)
  const cause = status === 'rejected' ? (result?.cause ?? null) : null
  const [row] = await system().execute<{
    position: number
    email: string
    first_name: string
    last_name: string
    attempts: number
  }>(sql`
    with done as (
      update campaign_recipients set status = ${status}, answer = ${answer}, cause = ${cause}, attempts = ${attempts},
        try_after = ${marketNow} + make_interval(secs => ${tryAfterSeconds}::int),
        settled_at = case when ${status} = 'waiting' then null else ${marketNow} end
      where ${ours} and position = ${result?.position ?? 0} and run_id = ${runId} and status in ('sending', 'unsure')
    ), next as (
      select position as at from campaign_recipients
      where ${claims} and ${ours} and status = 'waiting' and (try_after is null or try_after <= ${marketNow})
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

function outcomeOf(result: Result | null) {
  if (!result) return { status: 'unsure', tryAfterSeconds: 0, attempts: 0, answer: null }
  const { delivery, attempts } = result
  const answer = delivery.status === 'accepted' ? null : delivery.answer
  const delay = RETRY_SECONDS[attempts - 1]
  if (delivery.status === 'deferred' && delay !== undefined) {
    return { status: 'waiting', tryAfterSeconds: delay, attempts, answer }
  }
  if (delivery.status === 'deferred') return { status: 'rejected', tryAfterSeconds: 0, attempts, answer }
  // The server was never reached, so it doesn’t count as an attempt.
  if (delivery.status === 'unreachable') {
    return { status: 'waiting', tryAfterSeconds: 0, attempts: attempts - 1, answer }
  }
  return { status: delivery.status, tryAfterSeconds: 0, attempts, answer }
}
