import { readFileSync } from 'node:fs'
import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import * as schema from '@/db/schema'
import { formatDataTables } from './describe'
import { deleteOrder } from './erase-workspace'
import { agedTables, tables, workspaceRules } from './periods'

const schemaTables = Object.values(schema).filter((one) => is(one, PgTable))
const columnsOf = new Map<string, Set<string>>(
  schemaTables.map((table) => [
    getTableName(table),
    new Set(
      getTableConfig(table).columns.map(({ name }) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)),
    ),
  ]),
)

describe('R45: the table of periods', () => {
  it('has a rule for every table of the schema, and for no other', () => {
    // The demo's clock has one row and is not in the schema.
    const names = [...columnsOf.keys(), 'time_machine'].toSorted()
    expect(Object.keys(tables).toSorted()).toEqual(names)
  })

  it('says for every table of a workspace whether it is exported and erased', () => {
    const ofWorkspaces = [...columnsOf]
      .filter(([name, columns]) => columns.has('workspace_id') && !NOT_OF_A_WORKSPACE.includes(name))
      .map(([name]) => name)
    expect(Object.keys(workspaceRules).toSorted()).toEqual(ofWorkspaces.toSorted())
  })

  it.each(agedTables)('$table has the column $after', ({ table, after }) =>
    expect(columnsOf.get(table)).toContain(after),
  )

  it('only leaves out columns that exist', () => {
    for (const [table, { exported }] of Object.entries(workspaceRules)) {
      if (typeof exported !== 'object') continue
      for (const column of exported.without) expect(columnsOf.get(table), table).toContain(column)
    }
  })

  it('never deletes entries of the ledger or payments', () => {
    const deleted = [...agedTables.map(({ table }) => table), ...deleteOrder()]
    expect(deleted.filter((table) => /^(credit_|purchases|subscriptions|auto_top_up)/.test(table))).toEqual(
      [],
    )
  })

  it('deletes what refers to other rows before them', () => {
    const order: string[] = deleteOrder()
    for (const [child, parent] of [
      ['campaign_recipients', 'campaigns'],
      ['posts', 'listings'],
      ['listings', 'feeds'],
      ['images', 'image_photos'],
      ['webhook_deliveries', 'webhook_messages'],
    ] as const)
      expect(order.indexOf(child), child).toBeLessThan(order.indexOf(parent))
  })

  it('is what docs/data.md says', () =>
    expect(readFileSync('docs/data.md', 'utf8')).toContain(formatDataTables()))
})

/** Their workspace is a note about an event of ours: events of Stripe, operators, and findings. */
const NOT_OF_A_WORKSPACE = ['webhook_events', 'operator_events', 'ledger_findings', 'billing_findings']
