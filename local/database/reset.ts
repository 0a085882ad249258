import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openPostgres } from '@/db/connections/connection'
import { isLocalHost, type Source, settingValue } from '@/lib/core/settings/installation'
import { PREPARED_FILE } from '../start/prepared.ts'

/**
 * Why the configured database must not be emptied, or null. Only databases on this machine can be, and your own
 * (DATABASE_URL) only with APP_ENV=demo, because a tunnel also looks like this machine.
 */
export function resetProblem(source: Source): string | null {
  const appEnv = settingValue(source, 'APP_ENV')
  if (appEnv !== undefined && appEnv !== 'demo')
    return `APP_ENV is ${appEnv}. Only a demo database can be reset.`
  for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL']) {
    const url = settingValue(source, name)
    if (url === undefined) continue
    if (appEnv !== 'demo') return `${name} is set. Set APP_ENV=demo to confirm that it is a demo database.`
    if (!isOnThisMachine(url)) return `${name} is not on this machine. Only a local database can be reset.`
  }
  return null
}

function isOnThisMachine(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname, searchParams } = new URL(url)
  // postgres.js also accepts comma-separated hosts in the query.
  return isLocalHost(hostname) && !searchParams.has('host') && !searchParams.has('hostaddr')
}

/** Drops all schemas with their contents. The database, its roles and connections stay. */
export async function emptyDatabase(url: string): Promise<void> {
  const sql = openPostgres(url, { max: 1 })
  try {
    await sql.begin(async (tx) => {
      const schemas = await tx<{ name: string }[]>`
        select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`
      for (const { name } of schemas) await tx`drop schema ${tx(name)} cascade`
      await tx`create schema public`
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * Removes the data of the local Stripe, inbox and file store that belongs to the deleted rows, and the note that the database was
 * seeded. Keeps secrets and logs.
 */
export function removeLocalState(dataDir: string): void {
  for (const name of ['stripe.json', 'stripe.json-wal', 'stripe.json-shm', 'mail', 'files', PREPARED_FILE]) {
    rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}
