import { rmSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { isLocalHost, type Source, settingValue } from '@/lib/core/settings/installation'

/**
 * Why the database of these settings must not be emptied, or null. Only a database on this machine is, and one of your own
 * (DATABASE_URL) only with APP_ENV=demo. A tunnel looks like this machine: APP_ENV is what names the database a demo.
 */
export function resetProblem(source: Source): string | null {
  const appEnv = settingValue(source, 'APP_ENV')
  if (appEnv !== undefined && appEnv !== 'demo')
    return `APP_ENV is ${appEnv}. Only the database of a demo can be reset.`
  for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL']) {
    const url = settingValue(source, name)
    if (url === undefined) continue
    if (appEnv !== 'demo') return `${name} is set. Set APP_ENV=demo to say that it is the database of a demo.`
    if (!isOnThisMachine(url)) return `${name} is not on this machine. Only a local database can be reset.`
  }
  return null
}

function isOnThisMachine(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname, searchParams } = new URL(url)
  // postgres.js also takes hosts from the query, and several of them, separated by commas.
  return isLocalHost(hostname) && !searchParams.has('host') && !searchParams.has('hostaddr')
}

/** Removes every schema with all it holds. The database itself, its roles and its connections stay. */
export async function emptyDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
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

/** What the local Stripe, the inbox and the local file store know of the rows that are gone. Secrets and logs stay. */
export function removeLocalState(dataDir: string): void {
  for (const name of ['stripe.json', 'stripe.json-wal', 'stripe.json-shm', 'mail', 'files']) {
    rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}
