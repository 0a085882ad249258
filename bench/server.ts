import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import { migrate } from '@/db/migrate'
import { findFreePort } from '@/local/ports'
import { deletePostgresFiles } from '@/local/postgres/home'
import { startPostgres, stopPostgres } from '@/local/postgres/server'
import { isSameProcess, markOf, type ProcessMark } from '@/local/processes'
import { BENCH_AGENCY } from './accounts.ts'

const FOLDER = join(import.meta.dirname, '..', '.data', 'bench')
const OWNER_FILE = join(FOLDER, 'owner.json')

/** A new, separate PostgreSQL with the product's durability and schema. Deleted afterwards. */
export async function startBenchServer(): Promise<() => Promise<void>> {
  if (existsSync(OWNER_FILE)) {
    const owner = JSON.parse(readFileSync(OWNER_FILE, 'utf8')) as ProcessMark
    if (isSameProcess(owner))
      throw new Error(
        'Another benchmark is running. Wait until it finishes; otherwise both results would be wrong.',
      )
    await removeServer()
  }
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(OWNER_FILE, JSON.stringify(markOf(process.pid)))
  stopWithSignals()
  const { url } = await startPostgres({ dataDir: FOLDER, port: await findFreePort() })
  process.env.DATABASE_URL = url
  await migrate(url)
  return removeServer
}

/**
 * A database that exists, such as one on a Citus coordinator, to compare servers in one sitting. The benchmark fills it
 * with workspaces and leaves them there.
 */
export async function checkBenchDatabase(sql: postgres.Sql): Promise<void> {
  const [other] = await sql<{ count: number }[]>`
    select count(*)::int as count from workspaces where name <> ${BENCH_AGENCY}`
  if (other && other.count > 0)
    throw new Error(
      `This database has ${other.count} workspaces. Use an empty one with the product's schema: the benchmark fills it.`,
    )
}

async function removeServer(): Promise<void> {
  await stopPostgres(FOLDER)
  deletePostgresFiles(FOLDER)
  rmSync(OWNER_FILE, { force: true })
}

function stopWithSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => void removeServer().finally(() => process.exit(code)))
  }
}
