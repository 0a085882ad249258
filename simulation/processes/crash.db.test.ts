import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Accepted } from '@/lib/credits/model'
import { charge } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { makeSimulationDatabase } from './database'
import { type SimulationServer, startSimulationServer } from './server'
import { bundleWorker } from './worker-bundle'
import { WorkerProcess } from './worker-process'

/**
 * Load from separate processes, some of which are killed with SIGKILL while PostgreSQL is stopped as in a power
 * failure: every acknowledged charge exists, and none exists twice.
 */
const WORKERS = 2
const CALLERS_A_WORKER = 40
const CHARGES_A_CALLER = 25
const ALLOWANCE = 1_000_000
const MOST_ASKINGS = 40

let server: SimulationServer
let sql: postgres.Sql
let workers: WorkerProcess[] = []
let bundle: Awaited<ReturnType<typeof bundleWorker>> | null = null
const workspaceId = 1

beforeAll(async () => {
  server = await startSimulationServer()
  const url = await makeSimulationDatabase(server.url, 'crash')
  process.env.DATABASE_URL = url
  delete process.env.DATABASE_DIRECT_URL
  sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`insert into workspaces (id, name) overriding system value values (${workspaceId}, 'Crashed')`
  await sql`insert into credit_accounts (workspace_id, anchor_at, cycle_start, cycle_end, allowance)
    values (${workspaceId}, '1970-01-01', '1969-12-31', '1970-01-01', ${ALLOWANCE})`
  bundle = await bundleWorker()
  const { path } = bundle
  workers = Array.from({ length: WORKERS }, () => new WorkerProcess(url, path, () => {}))
  await Promise.all(workers.map((worker) => worker.start()))
}, 240_000)
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  bundle?.remove()
  await sql?.end({ timeout: 5 })
  await server?.stop()
}, 60_000)

type SentCharge = { command: ReturnType<typeof charge>; acknowledged: Accepted | null; attempts: number }

const sent: SentCharge[] = []
const acknowledged = () => sent.filter((one) => one.acknowledged !== null)

/** Repeats a command on one worker after the other until there is an answer: unknown outcomes can be repeated (R12). */
async function ask(one: SentCharge, first: number): Promise<void> {
  while (one.acknowledged === null && one.attempts < MOST_ASKINGS) {
    const worker = workers[(first + one.attempts) % WORKERS]
    one.attempts += 1
    const [answer] = (await worker?.post([{ workspaceId, command: one.command }])) ?? []
    if (answer && 'failed' in answer) throw new Error(answer.failed)
    if (answer && 'outcome' in answer && answer.outcome.ok) one.acknowledged = answer.outcome
  }
}

async function caller(worker: number): Promise<void> {
  for (let i = 0; i < CHARGES_A_CALLER; i += 1) {
    const one: SentCharge = { command: charge(1), acknowledged: null, attempts: 0 }
    sent.push(one)
    await ask(one, worker)
  }
}

/** Resolves when this many charges were acknowledged, so that what follows happens under load. */
async function reached(count: number): Promise<void> {
  while (acknowledged().length < count) await new Promise((resolve) => setImmediate(resolve))
}

describe('R11, R12: killed workers and an immediate server stop under load', () => {
  it('keep every acknowledged charge exactly once', async () => {
    const load = Promise.all(
      Array.from({ length: WORKERS * CALLERS_A_WORKER }, (_, i) => caller(i % WORKERS)),
    )
    await reached(200)
    workers[0]?.kill()
    await reached(600)
    await server.crash()
    const before = acknowledged()
    const [first] = await sql<{ there: number }[]>`
      select count(*)::int as there from credit_entries where workspace_id = ${workspaceId}
        and key = any(${keysOf(before)}::uuid[])`
    expect(first?.there).toBe(before.length)
    await reached(1_000)
    workers[1]?.kill()
    await load

    const entries = await sql<{ key: string; seq: number }[]>`
      select key, seq from credit_entries where workspace_id = ${workspaceId} and kind = 1`
    const seqOf = new Map(entries.map(({ key, seq }) => [key, seq]))
    expect(sent).toHaveLength(WORKERS * CALLERS_A_WORKER * CHARGES_A_CALLER)
    expect(entries).toHaveLength(sent.length)
    for (const { command, acknowledged: answer } of sent)
      expect(seqOf.get('key' in command ? command.key : '')).toBe(answer?.seq)
    // Which charges were written before their worker died is random; that some were repeated is not.
    expect(sent.filter((one) => one.attempts > 1).length).toBeGreaterThan(0)
    const [account] = await sql<{ left: number }[]>`
      select allowance_left as left from credit_accounts where workspace_id = ${workspaceId}`
    expect(account?.left).toBe(ALLOWANCE - sent.length)
    expect((await verifyLedger()).differences).toEqual([])
  }, 240_000)
})

const keysOf = (some: readonly SentCharge[]) =>
  some.map(({ command }) => ('key' in command ? command.key : ''))
