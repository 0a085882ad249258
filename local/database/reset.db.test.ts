import postgres from 'postgres'
import { expect, test } from 'vitest'
import { migrate } from '@/db/migrate'
import { onCitus } from '@/db/testing'
import { emptyDatabase } from './reset'

test.skipIf(onCitus('only a local database is reset, which is one PostgreSQL'))(
  'emptyDatabase drops all schemas, and the database can be migrated again',
  async () => {
    const url = process.env.DATABASE_URL ?? ''
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    const tables = async () => {
      const [row] = await sql`
      select count(*)::int as count from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema')`
      return row?.count as number
    }
    try {
      const migrated = await tables()
      await sql`create schema "Other ""jobs"""`
      await sql`create table "Other ""jobs""".job (id int)`
      expect(await tables()).toBe(migrated + 1)

      await emptyDatabase(url)
      expect(await tables()).toBe(0)

      await migrate(url)
      expect(await tables()).toBe(migrated)
    } finally {
      await sql.end({ timeout: 5 })
    }
  },
)
