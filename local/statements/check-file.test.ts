import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DISTRIBUTED, LOCAL, MANAGED, REFERENCE } from '@/db/distribute/distribution'
import { allEntries, checkSent, SentStatements } from './check-file'
import { CROSSINGS, NOT_CHECKED } from './listed'
import type { Catalog } from './rules'

const catalog: Catalog = {
  distributed: DISTRIBUTED,
  reference: REFERENCE,
  local: LOCAL,
  managed: MANAGED,
  volatile: new Set(['random']),
  mutable: new Set(['market_now', 'random']),
}
const check = (file: string, shape: string) => checkSent([{ shape, file }], catalog, new Map())

describe('statements that were sent', () => {
  it('R53: fail with the file, the rule and the statement', () => {
    const { violations } = check('lib/posts/new.ts', 'select *\n  from posts where id = $1')
    expect(violations).toEqual([
      'lib/posts/new.ts names no workspace for a distributed table; add `workspace_id = $n` (no-workspace: posts)\n    select * from posts where id = $1',
    ])
  })

  it('R53: are allowed if they are listed, with their bound', () => {
    const due = 'select id from campaigns where status = $1 order by scheduled_at'
    const file = 'lib/campaigns/sending/sweeps/start-due.ts'
    expect(check(file, `${due} limit $1`)).toEqual({ violations: [], used: [`${file}: campaigns`] })
    expect(check(file, due).violations).toHaveLength(1)
    expect(check('lib/campaigns/sending/start.ts', `${due} limit $1`).violations).toHaveLength(1)
    expect(check(file, 'select id from posts limit $1').violations).toHaveLength(1)
  })

  it('R53: are never allowed to write or lock several workspaces', () => {
    const file = 'lib/campaigns/sending/sweeps/start-due.ts'
    expect(
      check(file, 'delete from campaigns where id in (select id from reports limit 1)').violations,
    ).not.toEqual([])
    expect(check(file, 'select id from campaigns limit 1 for update').violations).toHaveLength(1)
  })

  it('R53: can use any table if the table is a parameter of the function', () => {
    expect(check('lib/retention/prune.ts', 'select workspace_id from reports limit 10').violations).toEqual(
      [],
    )
    expect(check('lib/retention/prune.ts', 'select workspace_id from reports').violations).toHaveLength(1)
  })

  it('R53: can use the clock in a write, and nothing else that is volatile', () => {
    const set = (value: string) => `update reports set finished_at = ${value} where workspace_id = $1`
    expect(check('lib/reports/new.ts', set('market_now()'))).toEqual({ violations: [], used: [] })
    expect(
      check('lib/reports/new.ts', set("market_now() + random() * interval '1 s'")).violations,
    ).toHaveLength(1)
  })

  it('R53: of the ledger can name several workspaces only in the form for one PostgreSQL', () => {
    const file = 'lib/credits/posting/load.ts'
    const many = 'select * from credit_accounts a where a.workspace_id = any($1::text::int[]) for update'
    const one = 'select * from credit_accounts a where a.workspace_id = $1::int for update'
    expect(check(file, many)).toEqual({ violations: [], used: ['lib/credits/posting/'] })
    expect(check(file, one)).toEqual({ violations: [], used: [] })
    expect(check(file, 'select * from credit_accounts for update').violations).not.toEqual([])
    expect(check('lib/metering/holds/sweep-holds.ts', many).violations).not.toEqual([])
  })

  it('R53: on a table of the coordinator that refers to people follow the same rules for functions', () => {
    const file = 'lib/auth/session-store.ts'
    const extended =
      "update auth_sessions set expires_at = created_at + interval '1 day' where token_hash = $1"
    expect(check(file, extended).violations).toHaveLength(1)
    expect(check(file, 'update auth_sessions set expires_at = $1 where token_hash = $2').violations).toEqual(
      [],
    )
    expect(check(file, extended.replace('auth_sessions', 'rate_limits')).violations).toEqual([])
  })

  it('R53: are checked once for each shape and file', () => {
    const sent = new SentStatements()
    for (const id of [1, 2]) sent.add(`select * from posts where a in ($${id}, $2, $3)`, 'lib/a.ts')
    sent.add('select * from posts where a in ($1, $2)', 'lib/b.ts')
    expect(sent.take()).toEqual(
      ['lib/a.ts', 'lib/b.ts'].map((file) => ({ shape: 'select * from posts where a in ($1, $1)', file })),
    )
    expect(sent.take()).toEqual([])
  })
})

describe('the list of statements for several workspaces', () => {
  const statements = CROSSINGS.flatMap((group) => Object.entries(group.statements))

  it('R53: names files that exist', () => {
    const files = [...statements.map(([file]) => file), ...NOT_CHECKED.map(({ folder }) => folder)]
    expect(files.filter((file) => !existsSync(file))).toEqual([])
  })

  it('R53: names distributed tables in order', () => {
    for (const [file, all] of statements)
      for (const tables of all.filter((one) => one !== 'any')) {
        const names = tables.split(', ')
        expect(
          names.filter((name) => !DISTRIBUTED.has(name)),
          file,
        ).toEqual([])
        expect(names, file).toEqual(names.toSorted())
      }
  })

  it('R53: has each statement once, with a reason and a bound', () => {
    const keys = statements.flatMap(([file, all]) => all.map((tables) => `${file}: ${tables}`))
    expect(new Set(keys).size).toBe(keys.length)
    expect(allEntries).toEqual(expect.arrayContaining(keys))
    for (const { why, bound } of CROSSINGS) {
      expect(why).toMatch(/\.$/)
      if (bound !== 'limit') expect(bound.by).not.toBe('')
    }
  })
})
