import type postgres from 'postgres'
import { type DistributionState, NOTES, type Removed } from './plan.ts'
import { isSharded } from './sharding.ts'

type Placed = { table: string; method: string; replication: string }

/** Reads what the database has. Works on any PostgreSQL with the product's schema. */
export async function readDistributionState(sql: postgres.Sql): Promise<DistributionState> {
  const tables = await sql<{ table: string }[]>`
    select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`
  const hasCitus = await isSharded(sql)
  const [extension] = await sql<{ version: string }[]>`
    select extversion as version from pg_extension where extname = 'citus'`
  const [workers] = hasCitus
    ? await sql<{ count: number }[]>`
        select count(*)::int as count from pg_dist_node where isactive and shouldhaveshards`
    : []
  const placed = hasCitus
    ? await sql<Placed[]>`
        select logicalrelid::regclass::text as table, partmethod::text as method, repmodel::text as replication
        from pg_dist_partition`
    : []
  return {
    citus: extension?.version ?? null,
    workers: workers?.count ?? 0,
    tables: tables.map(({ table }) => table),
    placed: new Map(placed.map((row) => [row.table, placementOf(row)])),
    foreignKeys: await sql`
      select c.conrelid::regclass::text as table, c.conname as name, c.confrelid::regclass::text as references,
        pg_get_constraintdef(c.oid) as definition
      from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conparentid = 0
      order by 1, 2`,
    triggers: await sql`
      select t.tgrelid::regclass::text as table, t.tgname as name, pg_get_triggerdef(t.oid) as definition
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and t.tgname !~ '^truncate_trigger_'
      order by 1, 2`,
    globalKeys: await sql`
      select t.relname as table, i.relname as name
      from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_attribute w on w.attrelid = t.oid and w.attname = 'workspace_id'
      where x.indisunique and t.relnamespace = 'public'::regnamespace and not w.attnum = any(x.indkey::int2[])
        and exists (select from pg_index p where p.indrelid = t.oid and p.indisprimary
          and w.attnum = any(p.indkey::int2[]))
      order by 1, 2`,
    removed: await readRemoved(sql),
  }
}

async function readRemoved(sql: postgres.Sql): Promise<Removed[]> {
  const [notes] = await sql<{ exists: boolean }[]>`select to_regclass(${NOTES}) is not null as exists`
  if (!notes?.exists) return []
  // Triggers first, then the constraints that check what is there.
  return sql.unsafe<Removed[]>(
    `select table_name as table, name, statement from ${NOTES} order by statement not ilike 'create%', table_name, name`,
  )
}

function placementOf({ method, replication }: Placed): 'distributed' | 'reference' | 'local' {
  if (method !== 'n') return 'distributed'
  return replication === 't' ? 'reference' : 'local'
}
