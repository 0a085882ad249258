import { subscribe } from 'node:diagnostics_channel'
import { sql } from 'drizzle-orm'
import { readSharedPoolState, system } from '@/db/client'
import { POOL_WAITS, type PoolWait } from '@/db/connections/bounded-pool'
import { builtRoutes, measureRequests, routeMatcher } from '@/lib/core/telemetry/http-requests'
import { observe, record } from '@/lib/core/telemetry/measure'
import { readQueueLoads } from '@/lib/jobs/queue-load'

/** However often metrics are read, the database is asked once in this time. */
const KEEP_MS = 10_000

/** Measures the requests of a web process. */
export function observeRequests(): void {
  measureRequests(routeMatcher(builtRoutes()))
}

/** Says how to read the metrics that are in the database or its pool. */
export function observeProduct(): void {
  observe('market_trak_database_connections', () => {
    const pool = readSharedPoolState()
    if (!pool) return []
    return [
      [pool.used, { state: 'used' }],
      [pool.size - pool.used, { state: 'free' }],
    ]
  })
  observe('market_trak_database_waiting', () => [[readSharedPoolState()?.waiting ?? 0, {}]])
  subscribe(POOL_WAITS, (message) => {
    const { seconds, outcome } = message as PoolWait
    record('market_trak_database_wait_seconds', seconds, { outcome })
  })

  const loads = cached(readQueueLoads)
  observe('market_trak_jobs', async () =>
    (await loads()).flatMap(({ queue, waiting, running, failed }) => [
      [waiting, { queue, state: 'waiting' }],
      [running, { queue, state: 'running' }],
      [failed, { queue, state: 'failed' }],
    ]),
  )
  observe('market_trak_jobs_oldest_age_seconds', async () =>
    (await loads()).map(({ queue, oldestSeconds }) => [oldestSeconds, { queue }]),
  )

  const open = cached(readOpen)
  observe('market_trak_stripe_events_open', async () => {
    const { received, failed, dead } = await open()
    return [
      [received, { status: 'received' }],
      [failed, { status: 'failed' }],
      [dead, { status: 'dead' }],
    ]
  })
  observe('market_trak_findings_open', async () => {
    const { billing, ledger, email } = await open()
    return [
      [billing, { kind: 'billing' }],
      [ledger, { kind: 'ledger' }],
      [email, { kind: 'email' }],
    ]
  })
}

type Open = Record<'received' | 'failed' | 'dead' | 'billing' | 'ledger' | 'email', number>

/** What waits for an operator. Each count has an index. */
async function readOpen(): Promise<Open> {
  const [row] = await system().execute<Open>(sql`
    select
      (select count(*)::int from webhook_events where status = 'received') as received,
      (select count(*)::int from webhook_events where status = 'failed') as failed,
      (select count(*)::int from webhook_events where status = 'dead') as dead,
      (select count(*)::int from billing_findings where resolved_at is null) as billing,
      coalesce((select differences from ledger_checks where finished_at is not null order by id desc limit 1), 0) as ledger,
      (select count(*)::int from email_findings where status = 'open') as email`)
  if (!row) throw new Error('the database did not answer')
  return row
}

/** Two metrics of one scrape share an answer, and frequent scrapes too. A failed answer is not kept. */
function cached<T>(read: () => Promise<T>): () => Promise<T> {
  let known: { at: number; answer: Promise<T> } | undefined
  return () => {
    if (known && Date.now() - known.at < KEEP_MS) return known.answer
    const answer = read()
    known = { at: Date.now(), answer }
    answer.catch(() => {
      known = undefined
    })
    return answer
  }
}
