import { createHmac, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, disconnect, system } from '@/db/client'
import { boundedPool } from '@/db/connections/bounded-pool'
import { RenewedClient } from '@/db/connections/renewed-client'
import { receiveWebhook } from '@/lib/billing/stripe/webhooks/inbox'
import { setTestEnv } from '@/lib/billing/testing'
import { stopMeasuring } from '@/lib/core/telemetry/measure'
import { readMetrics, startTelemetry } from '@/lib/core/telemetry/start-telemetry'
import { closeLanes, post } from '@/lib/credits/post'
import { charge, makeWorkspace } from '@/lib/credits/testing'
import { jobQueue, stopJobQueue } from '@/lib/jobs/queue'
import { runJob } from '@/lib/jobs/run-job'
import { observeProduct } from './observe-product'

const SECRET = 'whsec_of_the_metrics_test'
setTestEnv({ METRICS_TOKEN: 'a-token-of-the-scraper', STRIPE_WEBHOOK_SECRET: SECRET })
beforeAll(async () => {
  await jobQueue()
  observeProduct()
  await startTelemetry('web')
})
afterAll(async () => {
  stopMeasuring()
  Object.assign(globalThis, { marketTrakTelemetry: undefined, marketTrakScrape: undefined })
  await Promise.all([closeLanes(), stopJobQueue()])
  await disconnect()
})

/** The value of a series, or of the only one that contains all of these parts. */
async function seriesValue(name: string, ...parts: string[]): Promise<number | undefined> {
  const lines = ((await readMetrics()) ?? '').split('\n')
  const line = lines.find((one) => one.startsWith(name) && parts.every((part) => one.includes(part)))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

describe('R52: metrics of the product', () => {
  it('count charges by outcome, with their wait and the size of their batches', async () => {
    const { workspaceId } = await makeWorkspace({ allowance: 100 })
    const key = randomUUID()
    const first = charge(10, key)
    await Promise.all([
      post(workspaceId, first),
      post(workspaceId, charge(20)),
      post(workspaceId, charge(1_000)),
    ])
    await post(workspaceId, first)
    const commands = 'market_trak_ledger_commands_total'
    expect(await seriesValue(commands, 'command="charge"', 'outcome="ok"')).toBe(2)
    expect(await seriesValue(commands, 'command="charge"', 'outcome="insufficient"')).toBe(1)
    expect(await seriesValue(commands, 'command="charge"', 'outcome="replayed"')).toBe(1)
    expect(await seriesValue('market_trak_ledger_wait_seconds_count')).toBe(4)
    expect(await seriesValue('market_trak_ledger_batch_size_sum')).toBe(4)
    expect(await seriesValue('market_trak_ledger_batch_size_count')).toBe(2)
    expect(await readMetrics(), 'no workspace').not.toMatch(/\{[^}]*workspace/)
  })

  it('show the queue, and the jobs that ran', async () => {
    const job = {
      id: randomUUID(),
      data: {},
      signal: new AbortController().signal,
      retryCount: 0,
      retryLimit: 0,
    }
    await runJob('hold-sweep', job, async () => {})
    const broken = async () => {
      throw new Error('broken')
    }
    await expect(runJob('hold-sweep', job, broken)).rejects.toThrow('broken')
    const count = 'market_trak_job_duration_seconds_count'
    expect(await seriesValue(count, 'queue="hold-sweep"', 'outcome="done"')).toBe(1)
    expect(await seriesValue(count, 'queue="hold-sweep"', 'outcome="failed"')).toBe(1)
    expect(await seriesValue('market_trak_errors_total', 'where="job"')).toBe(1)
    expect(await seriesValue('market_trak_jobs{', 'queue="report-make"', 'state="waiting"')).toBe(0)
    expect(await seriesValue('market_trak_jobs_oldest_age_seconds', 'queue="report-make"')).toBe(0)
  })

  it('measure how late Stripe events are applied, and count what is not', async () => {
    const at = Math.floor(Date.now() / 1_000)
    const receive = (type: string, over: object = {}) => {
      const event = {
        id: `evt_${randomUUID()}`,
        object: 'event',
        type,
        created: at - 120,
        data: { object: {} },
        ...over,
      }
      const body = JSON.stringify(event)
      const v1 = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex')
      return receiveWebhook(body, `t=${at},v1=${v1}`)
    }
    await receive('unknown.type')
    expect(await seriesValue('market_trak_stripe_events_total', 'result="ignored"')).toBe(1)
    expect(
      await seriesValue('market_trak_stripe_event_lag_seconds_count'),
      'only applied ones',
    ).toBeUndefined()
    expect(await seriesValue('market_trak_stripe_events_open', 'status="dead"')).toBe(0)
    expect(await seriesValue('market_trak_findings_open', 'kind="ledger"')).toBe(0)
  })

  it('show the pool, and who waited for it', async () => {
    await system().execute(sql`select 1`)
    expect(await seriesValue('market_trak_database_connections', 'state="free"')).toBeGreaterThan(0)
    const client = new RenewedClient(() => connect({ max: 1 }))
    const pool = boundedPool(client, { size: 1, waitMs: 200, mostWaiting: 1, onNesting: () => {} })
    const slow = pool.unsafe('select pg_sleep(0.5)')
    const results = await Promise.allSettled([slow, pool.unsafe('select 1'), pool.unsafe('select 1')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    const next = pool.unsafe('select pg_sleep(0.05)')
    await Promise.all([next, pool.unsafe('select 1')])
    await client.end()
    const waits = 'market_trak_database_wait_seconds_count'
    expect(await seriesValue(waits, 'outcome="refused"')).toBe(2)
    expect(await seriesValue(waits, 'outcome="connected"')).toBe(1)
  })
})
