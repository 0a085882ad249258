import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { migrate } from '@/db/migrate'
import { setTestEnv } from '@/lib/billing/testing'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { charge, makeWorkspace } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { jobQueue, stopJobQueue } from '@/lib/jobs/queue'
import { announceBalanceChange } from '@/lib/realtime/announce'
import { closeBalanceChanges, onBalanceChange } from '@/lib/realtime/balance-changes'
import { AUTHORITY } from '@/local/postgres/testing-certificate'
import { startTlsFront, type TlsFront } from '@/local/postgres/testing-tls-front'
import { checkSchema } from './readiness'

setTestEnv()
const plainUrl = new URL(process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL || '')
delete process.env.DATABASE_DIRECT_URL

const folder = mkdtempSync(join(tmpdir(), 'market-trak-tls-'))
const authority = join(folder, 'authority.pem')
let workspaceId = 0
let front: TlsFront
let pooler: TlsFront | null = null
/** Long enough for a handshake. */
const SETTLED_MS = 300

beforeAll(async () => {
  writeFileSync(authority, AUTHORITY)
  process.env.DATABASE_URL = plainUrl.href
  ;({ workspaceId } = await makeWorkspace({ allowance: 1_000 }))
  await post(workspaceId, charge(1))
  await jobQueue()
  await closeAll()
})
beforeEach(async () => {
  front = await startTlsFront({ host: plainUrl.hostname, port: Number(plainUrl.port) })
})
afterEach(async () => {
  await closeAll()
  await front.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function closeAll(): Promise<void> {
  await closeBalanceChanges()
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
}

function urlWithTls(parameters: Record<string, string>, host = 'localhost'): void {
  const url = new URL(plainUrl)
  url.hostname = host
  url.port = String(front.port)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  process.env.DATABASE_URL = url.href
}

/** Resolves when the listening connection is open or has failed. */
async function listenForChanges(): Promise<void> {
  const before = front.requested()
  const stop = onBalanceChange(workspaceId, () => {})
  await expect.poll(front.requested, { timeout: 10_000 }).toBeGreaterThan(before)
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
  stop()
}

/** Announcing returns before it is sent. */
async function announce(): Promise<void> {
  const requested = () => front.requested() + (pooler?.requested() ?? 0)
  const before = requested()
  announceBalanceChange(workspaceId)
  await expect.poll(requested, { timeout: 10_000 }).toBeGreaterThan(before)
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
}

const pooled: [name: string, open: () => Promise<unknown>][] = [
  ['the pool', () => system().execute(sql`select 1`)],
  ['the reader of balances', () => readAccount(workspaceId)],
  ['the announcer', announce],
  ['the job queue', () => jobQueue()],
  ['the check of the schema', () => checkSchema()],
]
const direct: typeof pooled = [
  ['a lane of the ledger', () => post(workspaceId, charge(1))],
  ['the listener', listenForChanges],
  ['the ledger check', () => verifyLedger({ only: [workspaceId] })],
]
const migration: (typeof pooled)[0] = ['a migration', () => migrate(process.env.DATABASE_URL ?? '')]
const kinds = [...pooled, ...direct, migration]

describe('R53: TLS to the database', () => {
  it.each(kinds)('%s verifies the certificate and asks for the host name', async (_, open) => {
    urlWithTls({ sslmode: 'verify-full', sslrootcert: authority })
    await open()
    expect(front.connections.length).toBeGreaterThan(0)
    expect(front.connections.every(({ servername }) => servername === 'localhost')).toBe(true)
    expect(front.connections.every(({ application }) => application !== '')).toBe(true)
    expect(front.plain()).toBe(0)
  })

  it.each(kinds)('%s refuses a certificate that no one we trust issued', async (_, open) => {
    urlWithTls({ sslmode: 'verify-full' })
    await Promise.resolve(open()).catch(() => {})
    expect(front.requested()).toBeGreaterThan(0)
    expect(front.connections).toEqual([])
    expect(front.plain()).toBe(0)
  })

  it('names the reason when it refuses', async () => {
    urlWithTls({ sslmode: 'verify-full' })
    const error: Error = await system()
      .execute(sql`select 1`)
      .then(
        () => new Error('connected'),
        (reason: Error) => reason,
      )
    expect(String(error.cause)).toMatch(/certificate/)
  })

  it('refuses a certificate for another host, unless only its issuer is to be checked', async () => {
    urlWithTls({ sslmode: 'verify-full', sslrootcert: authority }, '127.0.0.1')
    await expect(system().execute(sql`select 1`)).rejects.toThrow()
    expect(front.connections).toEqual([])
    await disconnect()
    for (const sslmode of ['verify-ca', 'require']) {
      urlWithTls({ sslmode, sslrootcert: authority }, '127.0.0.1')
      expect(await system().execute(sql`select 1 as one`)).toEqual([{ one: 1 }])
      await disconnect()
    }
    // An IP address is not a name.
    expect(front.connections.map(({ servername }) => servername)).toEqual([null, null])
  })

  it('checks the issuer with verify-ca, and encrypts without checks with require', async () => {
    urlWithTls({ sslmode: 'verify-ca' })
    await expect(system().execute(sql`select 1`)).rejects.toThrow()
    await disconnect()
    urlWithTls({ sslmode: 'require' })
    await system().execute(sql`select 1`)
    expect(front.connections).toHaveLength(1)
  })
})

describe('R53: behind a pooler', () => {
  beforeEach(async () => {
    pooler = await startTlsFront({ host: plainUrl.hostname, port: Number(plainUrl.port) })
    urlWithTls({ sslmode: 'require' })
    process.env.DATABASE_DIRECT_URL = process.env.DATABASE_URL
    const url = new URL(process.env.DATABASE_URL ?? '')
    url.port = String(pooler.port)
    process.env.DATABASE_URL = url.href
  })
  afterEach(async () => {
    await closeAll()
    delete process.env.DATABASE_DIRECT_URL
    await pooler?.close()
    pooler = null
  })

  it.each(pooled)('%s connects through it, without parameters that it would refuse', async (_, open) => {
    await open()
    expect(pooler?.connections.length).toBeGreaterThan(0)
    expect(pooler?.connections.filter(({ hasLimits }) => hasLimits)).toEqual([])
    expect(front.connections).toEqual([])
  })

  it.each(direct)('%s connects past it, with its limits', async (_, open) => {
    const before = front.connections.length
    await open()
    expect(front.connections.length).toBeGreaterThan(before)
    expect(front.connections.every(({ hasLimits }) => hasLimits)).toBe(true)
  })
})
