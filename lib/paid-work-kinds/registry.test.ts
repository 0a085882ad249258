import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import * as schema from '@/db/schema'
import { holdOwners, workTables } from '@/lib/paid-work/tables'
import { paidWork } from './registry'

const columnsOf = (table: PgTable) => Object.keys(getTableColumns(table))
const tables = Object.values<unknown>(schema).filter((one) => is(one, PgTable))

test('R13: holdOwners lists every table whose rows have a hold', () => {
  const owners = Object.values(holdOwners).map(getTableName)
  const withHold = tables
    .filter((table) => columnsOf(table).includes('holdId'))
    .map(getTableName)
    // Names the hold of the work it is about.
    .filter((name) => name !== 'problem_cases')
  expect(withHold.length).toBeGreaterThan(3)
  expect(owners.toSorted()).toEqual(withHold.toSorted())
})

test('R13: every table with the columns of paid work has a kind whose definition uses it', () => {
  const own = ['holdId', 'status', 'progressPercent', 'failure', 'givenBackFor', 'finishedAt']
  const found = tables.filter((table) => own.every((name) => columnsOf(table).includes(name)))
  expect(found.map(getTableName).toSorted()).toEqual(Object.values(workTables).map(getTableName).toSorted())
  for (const [kind, work] of Object.entries(paidWork)) {
    expect(work.kind).toBe(kind)
    expect(work.queue).toBe(`${kind}-make`)
    expect(work.table).toBe(workTables[work.kind])
  }
})
