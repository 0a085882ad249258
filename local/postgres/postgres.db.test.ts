import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFreePort } from '../ports'
import { isAlive, waitUntil } from '../processes'
import { deletePostgresFiles, postgresHome } from './home'
import { startPostgres, stopPostgres } from './server'

const dataDir = join(import.meta.dirname, '..', '..', '.data', `test-postgres-${process.pid}`)
let port = 0

beforeAll(async () => {
  port = await findFreePort()
})

afterAll(async () => {
  await stopPostgres(dataDir)
  deletePostgresFiles(dataDir)
})

async function ask<T>(url: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await question(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const postmasterFile = () => join(postgresHome(dataDir).cluster, 'postmaster.pid')
const postmasterPid = () => Number(readFileSync(postmasterFile(), 'utf8').split('\n')[0])

test('keeps data across a restart', async () => {
  const first = await startPostgres({ dataDir, port })
  await ask(first.url, (sql) => sql`create table kept as select 42 as answer`)
  const settings = await ask(
    first.url,
    (sql) => sql`
      select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding,
        current_setting('listen_addresses') as addresses`,
  )
  expect(settings[0]).toEqual({
    fsync: 'on',
    commit: 'on',
    zone: 'UTC',
    encoding: 'UTF8',
    addresses: '127.0.0.1',
  })
  await first.stop()
  expect(existsSync(postmasterFile())).toBe(false)

  const second = await startPostgres({ dataDir, port })
  expect(await ask(second.url, (sql) => sql`select answer from kept`)).toEqual([{ answer: 42 }])
})

test('reuses a server that an earlier start left running', async () => {
  const left = postmasterPid()
  const { url } = await startPostgres({ dataDir, port })
  expect(postmasterPid()).toBe(left)
  expect(await ask(url, (sql) => sql`select answer from kept`)).toEqual([{ answer: 42 }])
})

test('restarts a leftover server on another port', async () => {
  port = await findFreePort()
  const { url } = await startPostgres({ dataDir, port })
  expect(await ask(url, (sql) => sql`select answer from kept`)).toEqual([{ answer: 42 }])
})

test('recovers after the server was killed', async () => {
  const pid = postmasterPid()
  process.kill(pid, 'SIGKILL')
  await waitUntil(() => !isAlive(pid), 5000)
  const { url } = await startPostgres({ dataDir, port })
  expect(await ask(url, (sql) => sql`select answer from kept`)).toEqual([{ answer: 42 }])
})

test('removes a stale file whose process id belongs to another program', async () => {
  const { stop } = await startPostgres({ dataDir, port })
  const stale = readFileSync(postmasterFile(), 'utf8')
  await stop()
  writeFileSync(postmasterFile(), stale.replace(/^\d+/, String(process.pid)))
  const { url } = await startPostgres({ dataDir, port })
  expect(await ask(url, (sql) => sql`select answer from kept`)).toEqual([{ answer: 42 }])
})

test('refuses a port in use and names the setting to change', async () => {
  const other = join(dataDir, 'other')
  await expect(startPostgres({ dataDir: other, port })).rejects.toThrow(/PG_PORT/)
  deletePostgresFiles(other)
})

test('moves a database without its password and deletes nothing', async () => {
  await stopPostgres(dataDir)
  rmSync(join(dataDir, 'postgres-password'))
  const lines: string[] = []
  const { url } = await startPostgres({ dataDir, port, say: (line) => lines.push(line) })
  const found = await ask(url, (sql) => sql`select 1 from pg_tables where tablename = 'kept'`)
  expect(found).toHaveLength(0)
  expect(lines.join()).toContain('was moved to')
})
