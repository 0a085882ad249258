import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { drizzle } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { CASING, connect } from '@/db/client'
import type { Work } from '@/lib/credits/model'
import { chargeNaively } from './naive.ts'

/** The design that ours is compared with, with its own tables and a pool of ten connections. */
export type Baseline = {
  charge(workspaceId: number, work: Work): Promise<{ ok: boolean }>
  /** Gives workspaces the same balance and entry as they have in ours. */
  copyAccounts(workspaceIds: readonly number[]): Promise<void>
  close(): Promise<void>
}

/**
 * A second set of the ledger's tables, created by PostgreSQL from ours: same columns, indexes, CHECKs, triggers and
 * foreign keys. The baseline's connections find it first, so it is written with the same Drizzle tables.
 */
const tables = `
  create schema naive;
  create table naive.credit_accounts (like public.credit_accounts including all) with (fillfactor = 50);
  create table naive.credit_entries (like public.credit_entries including all);
  create table naive.credit_usage (like public.credit_usage including all) with (fillfactor = 50);
  alter table naive.credit_accounts add foreign key (workspace_id) references public.workspaces;
  alter table naive.credit_entries add foreign key (workspace_id) references naive.credit_accounts;
  alter table naive.credit_usage add foreign key (workspace_id) references naive.credit_accounts;
  create trigger append_only before update or delete or truncate on naive.credit_entries
    for each statement execute function public.refuse_change();
  create trigger chain after insert on naive.credit_entries referencing new table as fresh
    for each statement execute function public.check_entry_chain()`

export async function openBaseline(sql: postgres.Sql): Promise<Baseline> {
  await sql.unsafe(tables)
  const client = connect({ max: 10, connection: { search_path: 'naive, public' } })
  const db: PostgresJsDatabase = drizzle(client, { casing: CASING })
  return {
    charge: (workspaceId, work) => chargeNaively(db, workspaceId, work),
    copyAccounts: async (workspaceIds) => {
      for (const table of ['credit_accounts', 'credit_entries', 'credit_usage']) {
        await sql`insert into ${sql(`naive.${table}`)}
          select * from ${sql(`public.${table}`)} where workspace_id = any(${[...workspaceIds]}::int[])`
      }
    },
    close: () => client.end({ timeout: 5 }),
  }
}
