import { expect, it } from 'vitest'
import { SentStatements } from './check-file'
import { checkTransactions } from './check-transactions'
import { CATALOG } from './testing'

const MEMBERSHIPS = 'select workspace_id from members where user_id = $1 limit 1'
const OWN_MEMBERS = 'select user_id from members where workspace_id = $1'
const WRITE = 'update "users" set "name" = $1 where id = $2'
const IN_TURN = `set local citus.multi_shard_modify_mode = 'sequential'`

const violationsOf = (...transactions: string[][]) => violationsIn('lib/people.ts', ...transactions)

function violationsIn(file: string, ...transactions: string[][]): string[] {
  const sent = new SentStatements()
  for (const statements of transactions) {
    const transaction = {}
    for (const text of statements) sent.add(text, file, transaction)
  }
  return checkTransactions(sent.takeTransactions(), CATALOG, new Map())
}

it('R53: finds a write to a shared table after a statement for several workspaces', () => {
  const found = [expect.stringContaining('shared-write-after-crossing: users')]
  expect(violationsOf([MEMBERSHIPS, WRITE])).toEqual(found)
  expect(violationsOf([MEMBERSHIPS, OWN_MEMBERS, WRITE, OWN_MEMBERS])).toEqual(found)
})

it.each([
  ['the shards are asked in turn', [IN_TURN, MEMBERSHIPS, WRITE]],
  ['the write is before it', [WRITE, MEMBERSHIPS]],
  ['all statements name their workspace', [OWN_MEMBERS, WRITE]],
  ['only a workspace is written', [MEMBERSHIPS, 'update posts set title = $1 where workspace_id = $2']],
])('R53: accepts a transaction if %s', (_, statements) => {
  expect(violationsOf(statements)).toEqual([])
})

it('R53: accepts the same statements in different transactions', () => {
  expect(violationsOf([MEMBERSHIPS], [WRITE])).toEqual([])
})

it('R53: accepts a migration, which the coordinator carries out', () => {
  expect(violationsIn('db/migrate.ts', [MEMBERSHIPS, WRITE])).toEqual([])
})
