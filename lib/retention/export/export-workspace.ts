import { eq, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { system } from '@/db/client'
import * as schema from '@/db/schema'
import { members, users, workspaces } from '@/db/schema'
import { can } from '@/lib/auth/permissions'
import { recordExport } from '@/lib/billing/statement/record-export'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { type ZipEntry, zipFiles } from '@/lib/core/zip-files'
import { type WorkspaceTable, workspaceRules } from '../periods'
import { jsonArray, readTable } from './read-table'

const schemaTables = new Map(
  Object.values(schema)
    .filter((one) => is(one, PgTable))
    .map((table) => [getTableName(table), table]),
)

/** The tables of an export, with the columns that are left out because they are secrets. */
export function exportedTables(): { name: WorkspaceTable; without: readonly string[] }[] {
  return (Object.keys(workspaceRules) as WorkspaceTable[]).flatMap((name) => {
    const { exported } = workspaceRules[name]
    if (typeof exported === 'string') return []
    return [{ name, without: exported === true ? [] : exported.without }]
  })
}

/**
 * Everything of a workspace as a ZIP file, streamed while it is read: a JSON file per table, the members with their names, and
 * the list of files. The export and who made it are recorded before the first byte.
 * @throws Refusal `forbidden`: only an owner exports everything
 */
export async function* exportWorkspace(ctx: WorkspaceContext): AsyncGenerator<Uint8Array> {
  if (!can(ctx.role, 'workspace.export'))
    throw new Refusal('forbidden', 'Only an owner can export the workspace.')
  await recordExport(system(), ctx, 'workspace', { rows: exportedTables().length })
  yield* zipFiles(entriesOf(ctx.workspaceId))
}

async function* entriesOf(workspaceId: number): AsyncGenerator<ZipEntry> {
  yield { name: 'README.txt', text: [README] }
  yield { name: 'workspace.json', text: jsonArray(workspaceRow(workspaceId)) }
  yield { name: 'people.json', text: jsonArray(peopleOf(workspaceId)) }
  for (const { name, without } of exportedTables()) {
    const table = schemaTables.get(name)
    if (!table) throw new Error(`${name} is not in the schema`)
    const rows = readTable({ table, by: 'workspace_id', id: workspaceId, without })
    yield { name: `tables/${name}.json`, text: jsonArray(rows) }
  }
}

async function* workspaceRow(workspaceId: number): AsyncGenerator<string[]> {
  const rows = await system().select().from(workspaces).where(eq(workspaces.id, workspaceId))
  yield rows.map((row) => JSON.stringify(row))
}

/** Other tables refer to people by number. */
async function* peopleOf(workspaceId: number): AsyncGenerator<string[]> {
  const rows = await system()
    .select({ id: users.id, name: users.name, email: users.email, role: members.role })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.workspaceId, workspaceId))
    .orderBy(users.id)
  if (rows.length > 0) yield rows.map((row) => JSON.stringify(row))
}

const README = `All data of this workspace.

tables/      one JSON file per table. Times are in UTC. Amounts of money are in cents.
people.json  the members. Other files refer to them by number: created_by, actor_id, user_id.
tables/workspace_files.json lists the files in storage. Open /api/files/NAME while you are signed in to download one.

The files are read one after the other, so what changes during the download can be in one file and not in another.
Secrets, such as API keys, are not included. docs/data.md lists what is left out, and why.
`
