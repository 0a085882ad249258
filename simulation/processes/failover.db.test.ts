import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inWorkspace, system } from '@/db/client'
import { migrate } from '@/db/migrate'
import { setTestEnv } from '@/lib/billing/testing'
import type { Command } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { charge, hold, makeWorkspace } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { jobQueue } from '@/lib/jobs/queue'
import { closeBalanceChanges, onBalanceChange } from '@/lib/realtime/balance-changes'
import { closeConnections } from '@/local/test/connections'
import { type SimulationServer, startSimulationServer } from './server'

/**
 * One process with every kind of connection, whose PostgreSQL is stopped as in a power failure and started again under
 * load. Nothing in the process is restarted.
 */
setTestEnv()
delete process.env.DATABASE_DIRECT_URL

const WORKSPACES = 4
const CHARGERS = 12
const HOLDERS = 6
const ALLOWANCE = 1_000_000
const BEFORE_CRASH = 300
const QUEUE = 'failover-test'
/** After this, a job that a worker fetched without hearing of it, because the database stopped, is fetched again. */
const JOB_EXPIRES_AFTER_SECONDS = 5
/** How long after the start of the database each kind of connection can take to work again, on a busy machine. */
const RECOVERED_WITHIN_MS = 8_000
const LOAD_AFTER_MS = 4_000
/** Between tries after an error, as a client that asks again. */
const PAUSE_MS = 50

let server: SimulationServer
let workspaceIds: number[] = []

beforeAll(async () => {
  server = await startSimulationServer()
  process.env.DATABASE_URL = server.url
  await migrate(server.url)
  await system().execute(sql`create table failover_notes (id uuid primary key)`)
  const made = await Promise.all(
    Array.from({ length: WORKSPACES }, () => makeWorkspace({ allowance: ALLOWANCE })),
  )
  workspaceIds = made.map(({ workspaceId }) => workspaceId)
  await (await jobQueue()).createQueue(QUEUE, {
    retryLimit: 5,
    expireInSeconds: JOB_EXPIRES_AFTER_SECONDS,
  })
}, 120_000)

afterAll(async () => {
  await closeBalanceChanges()
  await closeConnections()
  await server?.stop()
}, 60_000)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let isLoaded = true
/** When the database was up again; null before. */
let upAt: number | null = null
const recoveries = new Map<string, number>()
const errors = new Map<string, number>()

function succeeded(kind: string): void {
  if (upAt !== null && !recoveries.has(kind)) recoveries.set(kind, Date.now() - upAt)
}

/** Repeats the work while there is load. What failed is tried again with the same arguments, as a client does. */
async function repeat<T>(
  kind: string,
  next: () => T,
  work: (argument: T) => Promise<unknown>,
): Promise<void> {
  while (isLoaded) {
    const argument = next()
    for (;;) {
      try {
        await work(argument)
        succeeded(kind)
        break
      } catch {
        errors.set(kind, (errors.get(kind) ?? 0) + 1)
        await pause(PAUSE_MS)
      }
    }
  }
}

/** The keys of acknowledged charges; what holds captured, by hold. */
const charged: { workspaceId: number; key: string }[] = []
const captured: { workspaceId: number; holdId: string }[] = []
const notes: string[] = []
const added = new Set<string>()
const done = new Map<string, number>()

const randomWorkspace = () => workspaceIds[Math.floor(Math.random() * WORKSPACES)] ?? 0
const keyOf = (command: Command) => ('key' in command ? command.key : '')

const chargeOne = () => ({ workspaceId: randomWorkspace(), command: charge(1) })
async function sendCharge({ workspaceId, command }: ReturnType<typeof chargeOne>): Promise<void> {
  const outcome = await post(workspaceId, command)
  if (!outcome.ok) throw new Error(outcome.code)
  charged.push({ workspaceId, key: keyOf(command) })
}

const holdOne = () => ({ workspaceId: randomWorkspace(), command: hold(3) })
async function holdAndCapture({ workspaceId, command }: ReturnType<typeof holdOne>): Promise<void> {
  const held = await post(workspaceId, command)
  if (!held.ok && held.code !== 'hold-settled') throw new Error(held.code)
  const settled = await post(workspaceId, { type: 'capture', holdId: command.key, credits: 2, units: 1 })
  if (!settled.ok) throw new Error(settled.code)
  captured.push({ workspaceId, holdId: command.key })
}

async function addNote(id: string): Promise<void> {
  await system().execute(sql`insert into failover_notes (id) values (${id}) on conflict do nothing`)
  notes.push(id)
}

async function readAsMember(workspaceId: number): Promise<void> {
  await inWorkspace(workspaceId, (tx) => tx.execute(sql`select count(*) from members`))
}

async function addJob(id: string): Promise<void> {
  await (await jobQueue()).send(QUEUE, { id })
  added.add(id)
  await pause(PAUSE_MS)
}

/** As if the database had stopped between handing out a job and the worker's hearing of it. */
async function fetchWithoutHearing(id: string): Promise<void> {
  const boss = await jobQueue()
  await boss.send(QUEUE, { id })
  added.add(id)
  expect(await boss.fetch(QUEUE)).toHaveLength(1)
}

function startWork(): Promise<string> {
  return jobQueue().then((boss) =>
    boss.work<{ id: string }>(QUEUE, { batchSize: 20, pollingIntervalSeconds: 0.5 }, async (jobs) => {
      for (const { data } of jobs) done.set(data.id, (done.get(data.id) ?? 0) + 1)
      succeeded('a worker')
    }),
  )
}

/** The jobs that no worker had yet, after the queue was asked to look for expired ones. */
async function undoneJobs(): Promise<string[]> {
  await (await jobQueue()).supervise(QUEUE)
  return [...added].filter((job) => !done.has(job))
}

/** Whether a page that listens hears of one charge within a second (R25). */
async function hearsOfOneCharge(workspaceId: number): Promise<boolean> {
  let heard = false
  const stop = onBalanceChange(workspaceId, () => {
    heard = true
  })
  await pause(1_500)
  heard = false
  await post(workspaceId, charge(1))
  await pause(1_000)
  stop()
  return heard
}

async function entryCounts(): Promise<Map<string, number>> {
  const rows = await system().execute<{ key: string; count: number }>(
    sql`select key::text as key, count(*)::int as count from credit_entries where key is not null group by key`,
  )
  return new Map(rows.map(({ key, count }) => [key, count]))
}

describe('R53: a database that stops immediately and starts again under load', () => {
  it('loses and doubles nothing, and every kind of connection recovers without a restart', async () => {
    const [quiet = 0] = workspaceIds
    const stopListening = onBalanceChange(quiet, () => {})
    await fetchWithoutHearing(randomUUID())
    await startWork()
    const id = () => randomUUID()
    const load = Promise.all([
      ...Array.from({ length: CHARGERS }, () => repeat('charges', chargeOne, sendCharge)),
      ...Array.from({ length: HOLDERS }, () => repeat('holds', holdOne, holdAndCapture)),
      ...Array.from({ length: 3 }, () => repeat('the pool', id, addNote)),
      repeat('a member’s transaction', randomWorkspace, readAsMember),
      repeat('the reader', randomWorkspace, (workspaceId) => readAccount(workspaceId)),
      repeat('the job queue', id, addJob),
    ])
    while (charged.length < BEFORE_CRASH) await pause(20)
    await server.crash()
    upAt = Date.now()
    await pause(LOAD_AFTER_MS)
    isLoaded = false
    await load

    const kinds = ['charges', 'holds', 'the pool', 'a member’s transaction', 'the reader', 'the job queue']
    await expect.poll(undoneJobs, { timeout: 30_000 }).toEqual([])
    for (const kind of [...kinds, 'a worker'])
      expect(recoveries.get(kind), `${kind} works again`).toBeLessThan(RECOVERED_WITHIN_MS)
    // Otherwise the database stopped without anyone noticing, and this proves nothing.
    expect(errors.get('the pool')).toBeGreaterThan(0)
    expect(await hearsOfOneCharge(quiet)).toBe(true)
    stopListening()

    const counts = await entryCounts()
    expect(charged.filter(({ key }) => counts.get(key) !== 1)).toEqual([])
    expect(new Set(charged.map(({ key }) => key)).size).toBe(charged.length)
    const holds = await system().execute<{ id: string; captured: number }>(
      sql`select id::text as id, captured from credit_holds`,
    )
    const capturedOf = new Map(holds.map((row) => [row.id, row.captured]))
    expect(captured.filter(({ holdId }) => capturedOf.get(holdId) !== 2)).toEqual([])
    const [spent] = await system().execute<{ credits: number }>(sql`
      select sum(${ALLOWANCE} - allowance_left)::int as credits from credit_accounts`)
    // And one for the page that listened.
    expect(spent?.credits).toBe(charged.length + 2 * captured.length + 1)
    const kept = await system().execute<{ id: string }>(sql`select id::text as id from failover_notes`)
    expect(new Set(kept.map((row) => row.id))).toEqual(new Set(notes))
    expect((await verifyLedger()).differences).toEqual([])
  }, 120_000)
})
