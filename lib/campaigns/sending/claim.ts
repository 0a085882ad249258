import { setImmediate as nextTick } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import type { Delivery } from '@/lib/email/transport'
import type { BounceCause } from '../delivery/reports/bounce-cause'
import { afterWait, isOpen } from './slow/slowdowns'

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

type Request = { result: Result | null; claims: boolean }
type Waiting = Request & { resolve(claimed: Claimed | null): void; reject(error: unknown): void }

/** Who asked to wait (slow/slowdowns.ts). */
type WaitingDomains = () => Promise<readonly string[]>

export type RecordAndClaim = (result: Result | null, claims?: boolean) => Promise<Claimed | null>

/**
 * Records the result of one email and claims the next recipient. A recipient is claimed before the email is sent, so that a
 * crash never sends it twice. Returns null if no recipient is ready or another run has taken over. What the lanes of a run
 * request while a statement is under way is written together by the next one: one commit for several emails, and still no
 * more recipients claimed than there are lanes.
 */
export function openClaims(run: Run, waitingDomains: WaitingDomains): RecordAndClaim {
  let waiting: Waiting[] = []
  let isWriting = false

  async function writeAll(): Promise<void> {
    isWriting = true
    while (waiting.length > 0) {
      // Lanes that got their answers in the same moment join.
      await nextTick()
      const batch = waiting
      waiting = []
      try {
        const claimed = await write(run, waitingDomains, batch)
        for (const { claims, resolve } of batch) resolve((claims && claimed.shift()) || null)
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    isWriting = false
  }

  return (result, claims = true) =>
    new Promise((resolve, reject) => {
      waiting.push({ result, claims, resolve, reject })
      if (!isWriting) void writeAll()
    })
}

async function write(
  { workspaceId, campaignId, runId }: Run,
  waitingDomains: WaitingDomains,
  batch: readonly Request[],
): Promise<Claimed[]> {
  const ours = sql`r.workspace_id = ${workspaceId} and r.campaign_id = ${campaignId}`
  const claims = batch.filter((request) => request.claims).length
  const [waiting, now] = await Promise.all([claims > 0 ? waitingDomains() : [], readMarketNow()])
  const outcomes = batch.flatMap(({ result }) => (result ? [outcomeOf(result, now)] : []))
  // Parameters, because Citus refuses a clock and sums of times in `case` (R53).
  const at = sql`${now.toISOString()}::timestamptz`
  // Deferred for too long.
  const longAgo = new Date(now.getTime() - MAX_DEFERRED_HOURS * 3_600_000)
  const isOver = sql`(g."isDeferred" and r.deferred_at < ${longAgo.toISOString()}::timestamptz)`
  const isSettled = sql`(g.status <> 'waiting' or ${isOver})`
  const rows = await system().execute<{
    position: number
    email: string
    first_name: string
    last_name: string
    attempts: number
  }>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb)
        as g(position int, status text, attempts smallint, answer text, cause text, "isDeferred" boolean, "tryAfter" timestamptz)
    ), done as (
      update campaign_recipients r set status = case when ${isOver} then 'rejected' else g.status end,
        answer = case when ${isOver} then ${OVER}::text || g.answer else g.answer end,
        cause = case when ${isSettled} then g.cause end,
        attempts = g.attempts,
        deferred_at = case when g."isDeferred" then coalesce(r.deferred_at, ${at}) else r.deferred_at end,
        try_after = g."tryAfter",
        settled_at = case when ${isSettled} then ${at} end
      from given g
      where ${ours} and r.position = g.position and r.run_id = ${runId} and r.status in ('sending', 'unsure')
    ), next as (
      select r.position as at from campaign_recipients r
      where ${ours} and r.status = 'waiting' and (r.try_after is null or r.try_after <= ${marketNow})
        and ${isOpen(waiting)}
        and exists (select 1 from campaigns c where c.workspace_id = ${workspaceId} and c.id = ${campaignId}
          and c.run_id = ${runId} and c.status = 'running')
      order by r.position limit ${claims} for update skip locked
    )
    update campaign_recipients r set status = 'sending', run_id = ${runId}, attempts = r.attempts + 1
    from next where ${ours} and r.position = next.at
    returning r.position, r.email, r.first_name, r.last_name, r.attempts`)
  return rows
    .map(({ first_name: firstName, last_name: lastName, ...row }) => ({ ...row, firstName, lastName }))
    .sort((a, b) => a.position - b.position)
}

const OVER = `Not delivered: for ${MAX_DEFERRED_HOURS} hours, the server asked us to try again later. `

function outcomeOf({ position, attempts, delivery, cause }: Result, now: Date) {
  const answer = delivery.status === 'accepted' ? null : delivery.answer
  const base = { position, attempts, answer, cause: null, isDeferred: false, tryAfter: now }
  if (delivery.status === 'deferred')
    return { ...base, status: 'waiting', cause, isDeferred: true, tryAfter: afterWait(now, attempts) }
  // The server was never reached, so it doesn’t count as an attempt.
  if (delivery.status === 'unreachable') return { ...base, status: 'waiting', attempts: attempts - 1 }
  return { ...base, status: delivery.status, cause: delivery.status === 'rejected' ? cause : null }
}
