import { sql } from 'drizzle-orm'
import { connect, system } from '@/db/client'
import { readSchemaState, type SchemaState } from '@/db/schema-version'
import { log } from '@/lib/core/logging/log'
import { isStopping } from '@/lib/core/process/stopping'
import { checkStorage } from '@/lib/files/files'

/** What a load balancer asks before it sends requests here. No check says why it failed; the log does. */
export type Readiness = {
  ready: boolean
  checks: Record<'process' | 'database' | 'migrations' | 'queue' | 'storage', 'ok' | 'failed'>
}

const CHECK_LIMIT_MS = 3_000
/** A flood of requests asks the database once. */
const KEEP_MS = 1_000

const held = globalThis as typeof globalThis & {
  marketTrakReadiness?: { at: number; answer: Promise<Readiness> }
}

/** Whether this process can serve requests. Answers within a few seconds, whatever is down. */
export function readReadiness(now = Date.now()): Promise<Readiness> {
  const known = held.marketTrakReadiness
  if (known && now - known.at < KEEP_MS && !isStopping()) return known.answer
  const answer = check()
  held.marketTrakReadiness = { at: now, answer }
  return answer
}

async function check(): Promise<Readiness> {
  const [database, migrations, queue, storage] = await Promise.all([
    passes('database', () => system().execute(sql`select 1`)),
    passes('migrations', checkMigrations),
    passes('queue', () => system().execute(sql`select version from pgboss.version`)),
    passes('storage', checkStorage),
  ])
  const checks = { process: isStopping() ? 'failed' : 'ok', database, migrations, queue, storage } as const
  return { ready: Object.values(checks).every((result) => result === 'ok'), checks }
}

async function passes(name: string, work: () => Promise<unknown>): Promise<'ok' | 'failed'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_LIMIT_MS} ms`)), CHECK_LIMIT_MS)
  })
  try {
    await Promise.race([work(), late])
    return 'ok'
  } catch (error) {
    log.warn({ err: error, check: name }, 'not ready')
    return 'failed'
  } finally {
    clearTimeout(timer)
  }
}

async function checkMigrations(): Promise<void> {
  const state = await readSchema()
  if (state.kind !== 'ready') throw new Error(schemaProblem(state))
}

async function readSchema(): Promise<SchemaState> {
  const client = connect({ max: 1, connect_timeout: 3, fetch_types: false })
  try {
    return await readSchemaState(client)
  } finally {
    await client.end({ timeout: 1 })
  }
}

/**
 * Refuses to run on a schema that this version doesn't work with (R52): it would fail later, in the middle of work. A
 * database that can't be reached is no reason: the process starts and is not ready until it can.
 * @throws SchemaError with what to do
 */
export async function checkSchema(): Promise<void> {
  const state = await readSchema().catch((error) => {
    log.warn({ err: error }, 'the schema could not be checked at start')
    return null
  })
  if (state && state.kind !== 'ready')
    throw new SchemaError(`Market Trak cannot start: ${schemaProblem(state)}`)
}

export class SchemaError extends Error {
  override readonly name = 'SchemaError'
}

function schemaProblem(state: Exclude<SchemaState, { kind: 'ready' }>): string {
  if (state.kind === 'empty') return 'the database is empty. Run `npm run db:migrate` first.'
  if (state.kind === 'newer')
    return `the database was migrated for a newer version (${state.needs}). Start that version, or restore a backup from before.`
  const { missing } = state
  return `the database is older than this version: ${missing.join(', ')} ${missing.length === 1 ? 'has' : 'have'} not run. Run \`npm run db:migrate\` first.`
}
