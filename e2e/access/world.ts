import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import type postgres from 'postgres'
import { type Agency, addMember, makeAgency, withDatabase } from '../support/agency'
import type { Form, Role } from './audience'
import { addWork, folderOf } from './made-work'

/** Tables that are not copied: data every workspace has, data of single users, and rows with files. */
const OWN =
  /^(credit_|limit_|operator_|audit_events|members|agent_cards|subscriptions|api_keys|notification|watches|ai_calls|image|auto_top_up|alert_levels|sale_|own_sales|usage_digests|email_findings|recurring_|sending_domains|webhook_(?!events))/

export type World = {
  workspaceId: number
  /** Text in the workspace's name, so it appears on each of its pages. */
  mark: string
  people: Record<Role, Agency>
  keys: Record<'credits.read' | 'credits.spend', string>
}

/**
 * Creates an agency with every kind of work, copied from the demo, and a signed-in member of each role. `rowsEach` limits the
 * rows per table, for tests that create many.
 */
export async function makeWorld({ rowsEach }: { rowsEach?: number } = {}): Promise<World> {
  const owner = await makeAgency()
  const { workspaceId } = owner
  const [admin, member] = await Promise.all([addMember(owner, 'admin'), addMember(owner, 'member')])
  const mark = `Quillfeather ${randomBytes(4).toString('hex')}`
  await withDatabase((sql) =>
    sql.begin(async (tx) => {
      // On Citus, rows of other workspaces are read between writes (db/distribute/sharding.ts: readShardsInTurn).
      await tx`set local citus.multi_shard_modify_mode = 'sequential'`
      await tx`update workspaces set name = ${mark} where id = ${workspaceId}`
      // Rows are copied table by table; none of them waits for another one.
      await tx`set local session_replication_role = replica`
      for (const table of await tablesOf(tx))
        if (!OWN.test(table.name)) await copyRows(tx, table, workspaceId, rowsEach)
      await addWork(tx, owner)
    }),
  )
  const keys = {
    'credits.read': await makeKey(owner, 'credits.read'),
    'credits.spend': await makeKey(owner, 'credits.spend'),
  }
  return { workspaceId, mark, people: { owner, admin, member }, keys }
}

/** A removed member who is still signed in and has no other workspace. */
export async function makeRemoved({ people }: World): Promise<Agency> {
  const removed = await addMember(people.owner, 'admin')
  await withDatabase((sql) => sql`delete from members where user_id = ${removed.userId}`)
  return removed
}

export async function makeOperator(): Promise<Agency> {
  const sessionToken = randomBytes(32).toString('hex')
  return withDatabase(async (sql) => {
    await sql`insert into users (email, name) values ('operator@markettrak.test', 'Olu Operator') on conflict do nothing`
    const [user] = await sql`select id from users where email = 'operator@markettrak.test'`
    await sql`insert into auth_sessions (token_hash, user_id, expires_at)
      values (${sha256(sessionToken)}, ${user?.id}, now() + interval '1 day')`
    return { workspaceId: 0, userId: Number(user?.id), sessionToken }
  })
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Creates an API key like the settings do. */
export const makeKey = (agency: Agency, ...scopes: string[]): Promise<string> =>
  withDatabase((sql) => makeKeyIn(sql, agency, ...scopes))

/** The same in another database. */
export async function makeKeyIn(
  sql: postgres.Sql,
  { workspaceId, userId }: Agency,
  ...scopes: string[]
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const key = `mtk_${workspaceId}_${secret}`
  await sql`insert into api_keys (workspace_id, name, prefix, key_hash, scopes, created_by)
    values (${workspaceId}, ${scopes.join(' ').slice(0, 60)}, ${key.slice(0, 12)}, ${sha256(key)}, ${scopes}, ${userId})`
  return key
}

type Table = { name: string; columns: string[] }
let tables: Promise<Table[]> | undefined

/** Tables with a workspace_id, sorted by name. They stay the same while tests run. */
const tablesOf = (sql: postgres.Sql | postgres.TransactionSql) => (tables ??= readTables(sql))

async function readTables(sql: postgres.Sql | postgres.TransactionSql): Promise<Table[]> {
  return sql<Table[]>`select c.table_name as name,
      array_agg(c.column_name::text) filter (where c.is_generated = 'NEVER') as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
    group by 1 having bool_or(c.column_name = 'workspace_id') order by 1`
}

/** Recipients are as many as all other rows together, and each check makes a workspace. */
const MOST_RECIPIENTS = 40

async function copyRows(
  tx: postgres.TransactionSql,
  { name, columns }: Table,
  workspaceId: number,
  most: number | null = null,
): Promise<void> {
  const limit = name === 'campaign_recipients' ? Math.min(most ?? MOST_RECIPIENTS, MOST_RECIPIENTS) : most
  const others = columns.filter((column) => column !== 'workspace_id').map((column) => `"${column}"`)
  await tx.unsafe(
    `insert into ${name} (${['workspace_id', ...others].join()}) overriding system value
     select ${['$1', ...others].join()} from ${name}
     where workspace_id = (select id from workspaces where name = 'Harbour & Hill Realty' order by id limit 1)
     limit $2 on conflict do nothing`,
    [workspaceId, limit],
  )
}

/**
 * Replaces `$campaigns:draft` with the id of such a row, `$file` with a file name, `$photo` with a listing and one of its
 * photos, `$member` with a user id, `$plan` with the plan key.
 */
export async function filled(text: string, world: World): Promise<string> {
  const names = [...new Set(text.match(/\$[a-z_]+(:[a-z]+)?/g))]
  let result = text
  for (const name of names) result = result.replaceAll(name, await idNamed(name.slice(1), world))
  return result
}

export async function filledForm(form: Form, world: World): Promise<Form> {
  const fields = Object.entries(form).map(async ([name, text]) => [name, await filled(text, world)] as const)
  return Object.fromEntries(await Promise.all(fields))
}

async function idNamed(name: string, { workspaceId, people }: World): Promise<string> {
  if (name === 'workspace') return String(workspaceId)
  if (name === 'member') return String(people.member.userId)
  if (name === 'fresh') return randomUUID()
  if (name === 'plan') return planOf(workspaceId)
  if (name === 'file') {
    const [file] = globSync(join(folderOf(workspaceId), '*', '*.png'))
    if (!file) throw new Error('the workspace has no file')
    return basename(file)
  }
  if (name === 'photo') {
    const [photo] = await withDatabase(
      (sql) => sql`select id, data->'photoUrls'->>0 as url from listings where workspace_id = ${workspaceId}
        order by id limit 1`,
    )
    return `${photo?.id}/photos/${sha256(String(photo?.url))}`
  }
  const [table = '', status] = name.split(':')
  return withDatabase(async (sql) => {
    const [row] = await sql`select id from ${sql(table)} where workspace_id = ${workspaceId}
      ${status ? sql`and status = ${status}` : sql``} order by id limit 1`
    if (!row)
      throw new Error(`the tested workspace has no row for $${name}. Add one in e2e/access/made-work.ts.`)
    return String(row.id)
  })
}

async function planOf(workspaceId: number): Promise<string> {
  return withDatabase(async (sql) => {
    const [row] = await sql`select plan_key from subscriptions where workspace_id = ${workspaceId}`
    return String(row?.plan_key)
  })
}

/** Tables written by jobs at any time: AI calls, the nightly ledger check, what balances and webhooks were last seen at, digests. */
const WRITTEN_BY_JOBS = new Set([
  'ai_calls',
  'ledger_findings',
  'watches',
  'alert_levels',
  'usage_digests',
  'webhook_cursors',
])

/** Written again with the same values by each synchronization with Stripe. */
const WRITTEN_AGAIN = new Set(['subscriptions'])

/**
 * A hash per table of a workspace's rows, to detect changes. It is made from where each row is and which transaction wrote it,
 * which every write changes, because reading and sorting the rows themselves took most of the database's time.
 */
export async function stateOf(workspaceId: number): Promise<Record<string, string>> {
  return withDatabase(async (sql) => {
    const tables = (await tablesOf(sql)).map(({ name }) => name).filter((name) => !WRITTEN_BY_JOBS.has(name))
    const parts = [
      ...tables.map((table) => {
        const row = WRITTEN_AGAIN.has(table) ? 't::text' : 'ctid::text || xmin::text'
        return `select '${table}' as name, coalesce(md5(string_agg(${row}, ',' order by ctid)), '') as word
          from ${table} t where workspace_id = ${workspaceId}`
      }),
      `select 'workspaces', md5(t::text) from workspaces t where id = ${workspaceId}`,
    ]
    const rows = await sql.unsafe<{ name: string; word: string }[]>(parts.join(' union all '))
    return Object.fromEntries(rows.map(({ name, word }) => [name, word]))
  })
}
