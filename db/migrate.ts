import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

/** Brings a database up to the newest schema. Safe to run twice, and by several processes at once. */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    // A session lock is safe here: this connection is ours alone and is not pooled.
    await client`select pg_advisory_lock(7316001)`
    await applyMigrations(drizzle(client), { migrationsFolder: path.join(import.meta.dirname, 'migrations') })
  } finally {
    await client.end({ timeout: 5 })
  }
}

if (process.argv[1] === import.meta.filename) {
  await migrate(process.env.DATABASE_URL ?? '')
}
