import { type SQL, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { removeFile } from '@/lib/files/files'
import { RESTORE_DAYS } from '@/lib/paid-work/changes'
import { agedTables, FEED_FILE_DAYS, RECIPIENT_DAYS } from './periods'

const BATCH_ROWS = 1_000
/** Per table and run, so that a table with a lot to delete does not delay the others. The next run continues. */
const MOST_BATCHES = 20
const BATCH_FILES = 200

type Aged = (typeof agedTables)[number]

const cutoff = (days: number) => sql`${marketNow} - make_interval(days => ${days}::int)`

/** Runs a statement of at most `BATCH_ROWS` rows until nothing is left, or the table's turn is over. */
async function inBatches(
  batch: () => Promise<number>,
  { size = BATCH_ROWS, most = MOST_BATCHES } = {},
): Promise<number> {
  let total = 0
  for (let i = 0; i < most; i += 1) {
    const done = await batch()
    total += done
    if (done < size) break
  }
  return total
}

/** Deletes rows in a transaction that says it removes old data: the audit log refuses deletes otherwise. */
export const deleteRows = (statement: SQL): Promise<number> =>
  system().transaction(async (tx) => {
    // Not `set_config`: only SET LOCAL also reaches the nodes of a distributed database (R53).
    await tx.execute(sql`set local app.retention = 'on'`)
    return (await tx.execute(statement)).length
  })

/**
 * Deletes what has passed its period, oldest first, each batch in a transaction of its own: it can stop and continue at any
 * point. Workspaces take turns in a batch, so that one with a lot of old rows does not keep the others waiting (R41).
 */
export async function pruneAged(): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {}
  for (const { table } of agedTables) {
    const count = await pruneAgedTable(table)
    if (count > 0) deleted[table] = count
  }
  return deleted
}

/** The same for one table. Returns how many rows were deleted. */
export async function pruneAgedTable(table: string, most = MOST_BATCHES): Promise<number> {
  const rule = agedTables.find((one) => one.table === table)
  if (!rule) throw new Error(`${table} is not deleted by age`)
  if (table === 'feed_runs') await inBatches(() => deleteRunErrors(rule), { most })
  return inBatches(() => deleteAged(rule), { most })
}

function isAged({ table, after, days, where }: Aged): SQL {
  const column = sql.raw(`${table}.${after}`)
  return sql`${column} < ${cutoff(days)}${where ? sql` and (${sql.raw(where)})` : sql``}`
}

/** Old rows of a table: where they are, and what they are ordered by. */
type Old = {
  from: SQL
  /** The columns of the table whose rows are meant. */
  workspaceId: SQL
  ctid: SQL
  where: SQL
  age: SQL
}

function deleteAged(rule: Aged): Promise<number> {
  const [table, age] = [sql.raw(rule.table), sql.raw(`${rule.table}.${rule.after}`)]
  if (!rule.ofWorkspace)
    return deleteRows(sql`delete from ${table} where ctid = any (array(
      select ctid from ${table} where ${isAged(rule)} order by ${age} limit ${BATCH_ROWS})) returning 1`)
  // Errors of a run are deleted before the run.
  const childless =
    rule.table === 'feed_runs'
      ? sql` and not exists (select from feed_run_errors e where e.workspace_id = feed_runs.workspace_id and e.run_id = feed_runs.id)`
      : sql``
  const old: Old = {
    from: table,
    workspaceId: sql`${table}.workspace_id`,
    ctid: sql`${table}.ctid`,
    where: sql`${isAged(rule)}${childless}`,
    age,
  }
  return inTurn(old, (chosen) => deleteRows(sql`delete from ${table} where ${chosen} returning 1`))
}

const deleteRunErrors = (runs: Aged): Promise<number> =>
  inTurn(
    {
      from: sql`feed_run_errors e join feed_runs
        on feed_runs.workspace_id = e.workspace_id and feed_runs.id = e.run_id`,
      workspaceId: sql`e.workspace_id`,
      ctid: sql`e.ctid`,
      where: isAged(runs),
      age: sql`feed_runs.created_at`,
    },
    (chosen) => deleteRows(sql`delete from feed_run_errors where ${chosen} returning 1`),
  )

/** Removes the names and addresses of people from campaigns of long ago. The figures of the campaigns stay. */
export const forgetRecipients = (): Promise<number> =>
  inBatches(() =>
    inTurn(
      {
        from: sql`campaign_recipients r join campaigns c on c.workspace_id = r.workspace_id and c.id = r.campaign_id`,
        workspaceId: sql`r.workspace_id`,
        ctid: sql`r.ctid`,
        where: sql`r.email is not null and c.finished_at < ${cutoff(RECIPIENT_DAYS)}`,
        age: sql`c.finished_at`,
      },
      async (chosen) => {
        const rows = await system().execute(sql`
          update campaign_recipients set email = null, first_name = '', last_name = '', answer = null
          where ${chosen} returning 1`)
        return rows.length
      },
    ),
  )

const removedAfter = (table: string, where: SQL): Old => ({
  from: sql.raw(table),
  workspaceId: sql`${sql.raw(table)}.workspace_id`,
  ctid: sql`${sql.raw(table)}.ctid`,
  where: sql`${sql.raw(table)}.deleted_at < ${cutoff(RESTORE_DAYS)} and ${where}`,
  age: sql`${sql.raw(table)}.deleted_at`,
})

/**
 * Removes the content of work that members deleted and can no longer restore. The row and its name stay: the statement says
 * what was paid for (R10). Drafts of campaigns cost nothing and are deleted.
 */
export async function forgetDeleted(): Promise<number> {
  const empty = (table: string, where: SQL, set: SQL) =>
    inBatches(() =>
      inTurn(
        removedAfter(table, where),
        async (chosen) =>
          (await system().execute(sql`update ${sql.raw(table)} set ${set} where ${chosen} returning 1`))
            .length,
      ),
    )
  const reports = await empty(
    'reports',
    sql`reports.figures <> '{}'::jsonb`,
    sql`figures = '{}'::jsonb, summary = ''`,
  )
  const valuations = await empty(
    'valuations',
    sql`valuations.home <> '{}'::jsonb`,
    sql`home = '{}'::jsonb, grounds = case when grounds is null then null else '{}'::jsonb end`,
  )
  const drafts = await inBatches(() =>
    inTurn(removedAfter('campaigns', sql`true`), (chosen) =>
      deleteRows(sql`delete from campaigns where ${chosen} returning 1`),
    ),
  )
  return reports + valuations + drafts + (await inBatches(forgetImages, { size: BATCH_FILES }))
}

/** With their files, unless another image has the same one. A picture in a post stays, with its original photo (R46). */
async function forgetImages(): Promise<number> {
  const old = await system().execute<{ workspaceId: number; id: string; name: string | null }>(sql`
    select i.workspace_id as "workspaceId", i.id, i.file_name as name from images i
    where i.deleted_at < ${cutoff(RESTORE_DAYS)} and i.brief <> '{}'::jsonb
    order by row_number() over (partition by i.workspace_id order by i.deleted_at), i.deleted_at
    limit ${BATCH_FILES}`)
  for (const { workspaceId, id, name } of old) {
    const one = sql`workspace_id = ${workspaceId} and id = ${id}`
    const inPost = sql`exists (select from posts p where p.workspace_id = ${workspaceId} and p.image_file = images.file_name)`
    await system().execute(sql`update images set brief = '{}'::jsonb,
        instruction = case when instruction is null then null else '' end,
        photo_id = case when ${inPost} then photo_id end,
        file_name = case when file_name is null or ${inPost} then file_name else '' end
      where ${one}`)
    if (name && !(await isFileUsed(workspaceId, name))) await removeFile(workspaceId, name)
  }
  return old.length
}

async function isFileUsed(workspaceId: number, name: string): Promise<boolean> {
  const [row] = await system().execute<{ used: boolean }>(sql`
    select exists (select from images where workspace_id = ${workspaceId} and file_name = ${name}) as used`)
  return row?.used ?? true
}

/**
 * Changes a batch of old rows. Which workspaces have some is read for all of them; each statement that changes rows names one
 * workspace (R53). Returns how many rows were changed.
 */
async function inTurn(old: Old, change: (chosen: SQL) => Promise<number>): Promise<number> {
  const { from, workspaceId, ctid, where, age } = old
  const turns = await system().execute<{ id: number; rows: number }>(sql`
    select id, count(*)::int as rows from (
      select ${workspaceId} as id from ${from} where ${where}
      order by row_number() over (partition by ${workspaceId} order by ${age}), ${age} limit ${BATCH_ROWS}) old
    group by id order by id`)
  let total = 0
  for (const { id, rows } of turns)
    total += await change(sql`workspace_id = ${id} and ctid = any (array(
      select ${ctid} from ${from} where ${workspaceId} = ${id} and ${where} order by ${age} limit ${rows}))`)
  return total
}

type File = { workspaceId: number; name: string }

/** Deletes files of property feeds that were imported long ago, unless a newer import was of the same file. */
export const pruneFeedFiles = (): Promise<number> =>
  inBatches(
    async () => {
      const files = await system().execute<File>(sql`
      select f.workspace_id as "workspaceId", f.name from workspace_files f
      where exists (select from feed_runs r where r.workspace_id = f.workspace_id and r.file_name = f.name)
        and not exists (select from feed_runs r where r.workspace_id = f.workspace_id and r.file_name = f.name
          and (r.created_at >= ${cutoff(FEED_FILE_DAYS)} or r.status in ('queued', 'running')))
      order by row_number() over (partition by f.workspace_id order by f.stored_at), f.stored_at
      limit ${BATCH_FILES}`)
      for (const { workspaceId, name } of files) await removeFile(workspaceId, name)
      return files.length
    },
    { size: BATCH_FILES },
  )

/** Deletes all files of a workspace, some at a time. Returns how many are left. */
export async function deleteFiles(workspaceId: number): Promise<number> {
  const db = system()
  for (let i = 0; i < MOST_BATCHES; i += 1) {
    const files = await db.execute<{ name: string }>(
      sql`select name from workspace_files where workspace_id = ${workspaceId} limit ${BATCH_FILES}`,
    )
    for (const { name } of files) await removeFile(workspaceId, name)
    if (files.length < BATCH_FILES) return 0
  }
  const [left] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from workspace_files where workspace_id = ${workspaceId}`,
  )
  return left?.count ?? 0
}
