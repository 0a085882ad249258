import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as health } from '@/app/api/health/route'
import { system } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import { stopEverything } from '@/lib/core/process/stopping'
import { checkSchema, readReadiness } from '@/lib/health/readiness'
import { jobQueue } from '@/lib/jobs/queue'
import { closeConnections } from '@/local/test/connections'
import { GET as ready } from './route'

const folder = await mkdtemp(join(tmpdir(), 'ready-'))
setTestEnv({ FILES_DIR: join(folder, 'files') })
beforeAll(jobQueue)
afterAll(async () => {
  await closeConnections()
  await rm(folder, { recursive: true })
})

/** Nothing is remembered between the tests. */
function forget(): void {
  const held = globalThis as {
    marketTrakReadiness?: unknown
    marketTrakStopping?: unknown
    marketTrakFiles?: unknown
  }
  delete held.marketTrakReadiness
  delete held.marketTrakStopping
}
beforeEach(forget)
afterEach(forget)

const answer = async () => {
  const response = await ready()
  return { status: response.status, body: await response.json() }
}
const ALL_OK = { process: 'ok', database: 'ok', migrations: 'ok', queue: 'ok', storage: 'ok' }
const latest = () =>
  system().execute<{ at: string }>(sql`select max(created_at) as at from drizzle.__drizzle_migrations`)

describe('R52: GET /api/ready', () => {
  it('is 200 when everything answers, and shows no settings', async () => {
    expect(await answer()).toEqual({ status: 200, body: { status: 'ready', checks: ALL_OK } })
  })

  it('asks once for many requests at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => readReadiness()))
    expect(new Set(answers).size).toBe(1)
  })

  it('is 503 while the process stops, while GET /api/health is still 200', async () => {
    await stopEverything(() => {})
    expect(await answer()).toMatchObject({ status: 503, body: { checks: { ...ALL_OK, process: 'failed' } } })
    expect((await health()).status).toBe(200)
  })

  it('is 503 without the queue’s tables', async () => {
    await system().execute(sql`alter schema pgboss rename to pgboss_away`)
    try {
      expect(await answer()).toMatchObject({ status: 503, body: { checks: { ...ALL_OK, queue: 'failed' } } })
    } finally {
      await system().execute(sql`alter schema pgboss_away rename to pgboss`)
    }
  })

  it('is 503 on a schema with a missing migration, and the process refuses to start on it', async () => {
    const [{ at } = { at: '' }] = await latest()
    await system().execute(
      sql`update drizzle.__drizzle_migrations set created_at = 5 - created_at where created_at = ${at}`,
    )
    try {
      expect(await answer()).toMatchObject({
        status: 503,
        body: { checks: { ...ALL_OK, migrations: 'failed' } },
      })
      await expect(checkSchema()).rejects.toThrow(
        /older than this version: .* Run `npm run db:migrate` first/,
      )
    } finally {
      await system().execute(
        sql`update drizzle.__drizzle_migrations set created_at = 5 - created_at where created_at < 0`,
      )
    }
    await checkSchema()
  })

  it('is 503 on a schema for a newer version, and the process refuses to start on it', async () => {
    const [{ at } = { at: '' }] = await latest()
    await system().execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('next', ${at}::bigint + 1)`,
    )
    await checkSchema()
    await system().execute(
      sql`update drizzle.market_trak_compatibility set tag = '9999_next', made_at = ${at}::bigint + 1`,
    )
    try {
      await expect(checkSchema()).rejects.toThrow(/newer version \(9999_next\)/)
    } finally {
      await system().execute(
        sql`update drizzle.market_trak_compatibility set tag = '0000_baseline', made_at = 1`,
      )
      await system().execute(sql`delete from drizzle.__drizzle_migrations where hash = 'next'`)
    }
  })
})
