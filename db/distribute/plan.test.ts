import { describe, expect, it } from 'vitest'
import { type DistributionState, planDistribution } from './plan.ts'

const PLACEMENT = { distributed: ['workspaces', 'members', 'credit_entries'], reference: ['users'] }
const TARGET = { database: 'market', shards: 32 }
const WORKSPACE_KEY = {
  table: 'members',
  name: 'members_workspace',
  references: 'workspaces',
  definition: 'FOREIGN KEY (workspace_id) REFERENCES workspaces(id)',
}
const SESSION_KEY = {
  table: 'sessions',
  name: 'sessions_user',
  references: 'users',
  definition: 'FOREIGN KEY (user_id) REFERENCES users(id)',
}
const OTHER_KEY = { ...SESSION_KEY, table: 'codes', name: 'codes_session', references: 'sessions' }
const CHAIN = { table: 'credit_entries', name: 'chain', definition: 'CREATE TRIGGER chain AFTER INSERT …' }
const state = (over: Partial<DistributionState> = {}): DistributionState => ({
  citus: '13.2-1',
  workers: 2,
  tables: ['workspaces', 'members', 'credit_entries', 'users', 'sessions', 'codes'],
  placed: new Map(),
  foreignKeys: [WORKSPACE_KEY, SESSION_KEY, OTHER_KEY],
  triggers: [CHAIN, { table: 'sessions', name: 'untouched', definition: 'CREATE TRIGGER untouched …' }],
  globalKeys: [],
  removed: [],
  ...over,
})
const statementsOf = (over: Partial<DistributionState> = {}) =>
  planDistribution(state(over), PLACEMENT, TARGET).flatMap(({ statements }) => statements)
const DONE = new Map([
  ['workspaces', 'distributed'],
  ['members', 'distributed'],
  ['credit_entries', 'distributed'],
  ['users', 'reference'],
] as const)

describe('R53: planDistribution', () => {
  it('refuses a database without Citus, and one without nodes, with what to do', () => {
    expect(() => statementsOf({ citus: null })).toThrow(/does not have the Citus extension.*docs\/citus\.md/s)
    expect(() => statementsOf({ workers: 0 })).toThrow(/citus_add_node/)
  })

  it('refuses a database that is not migrated, and a key that no one decided about', () => {
    expect(() => statementsOf({ tables: ['workspaces', 'users'] })).toThrow(
      /members, credit_entries.*db:migrate/s,
    )
    const globalKeys = [{ table: 'members', name: 'members_email' }]
    expect(() => statementsOf({ globalKeys })).toThrow(/members_email.*UNIQUE_WITHIN_WORKSPACE/s)
  })

  it('distributes workspaces first, by id, and the others with them', () => {
    const placed = statementsOf().filter((statement) => /create_\w+_table/.test(statement))
    expect(placed).toEqual([
      "select create_reference_table('users')",
      "select create_distributed_table('workspaces', 'id', shard_count => 32)",
      "select create_distributed_table('credit_entries', 'workspace_id', colocate_with => 'workspaces')",
      "select create_distributed_table('members', 'workspace_id', colocate_with => 'workspaces')",
    ])
  })

  it('notes each foreign key and trigger before it removes it, and puts it back after the tables were distributed', () => {
    const statements = statementsOf()
    const at = (text: string) => statements.findIndex((statement) => statement.startsWith(text))
    const last = statements.findLastIndex((statement) => statement.includes('create_distributed_table'))
    for (const [removed, restored] of [
      [
        'alter table "members" drop constraint',
        'alter table "members" add constraint "members_workspace" FOREIGN',
      ],
      [
        'alter table "sessions" drop constraint',
        'alter table "sessions" add constraint "sessions_user" FOREIGN',
      ],
      ['drop trigger "chain"', 'CREATE TRIGGER chain'],
    ] as const) {
      expect(at('insert into drizzle.market_trak_distribution')).toBeLessThan(at(removed))
      expect(at(removed)).toBeGreaterThan(-1)
      expect(at(restored)).toBeGreaterThan(last)
    }
    // Neither table is distributed.
    expect(statements.join('\n')).not.toMatch(/codes_session|untouched/)
  })

  it('puts back a trigger of TRUNCATE and other events as two, because shards get none with TRUNCATE', () => {
    const kept = {
      table: 'credit_entries',
      name: 'kept',
      definition:
        'CREATE TRIGGER kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.credit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    }
    const statements = statementsOf({ triggers: [kept] })
    expect(statements.filter((statement) => statement.startsWith('CREATE TRIGGER'))).toEqual([
      'CREATE TRIGGER kept BEFORE DELETE OR UPDATE ON public.credit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      'CREATE TRIGGER "kept_truncate" BEFORE TRUNCATE ON public.credit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
    ])
  })

  it('goes on where a run was interrupted', () => {
    const removed = [{ table: 'credit_entries', name: 'chain', statement: CHAIN.definition }]
    const placed = new Map([...DONE].filter(([table]) => table !== 'members'))
    const statements = statementsOf({ placed, removed, triggers: [], foreignKeys: [] })
    expect(statements.filter((statement) => /create_\w+_table/.test(statement))).toEqual([
      "select create_distributed_table('members', 'workspace_id', colocate_with => 'workspaces')",
    ])
    expect(statements).toContain(CHAIN.definition)
    expect(statements.at(-1)).toMatch(/^delete from .* name = 'chain'$/)
    // Only putting back is left.
    const rest = planDistribution(state({ placed: DONE, removed }), PLACEMENT, TARGET)
    expect(rest.at(-1)?.statements[0]).toBe(CHAIN.definition)
  })

  it('has nothing to do on a distributed database, and only the new table after a migration', () => {
    expect(planDistribution(state({ placed: DONE }), PLACEMENT, TARGET)).toEqual([])
    const placement = { ...PLACEMENT, distributed: [...PLACEMENT.distributed, 'codes'] }
    const statements = planDistribution(state({ placed: DONE }), placement, TARGET).flatMap(
      (step) => step.statements,
    )
    expect(statements.filter((statement) => /create_\w+_table/.test(statement))).toEqual([
      "select create_distributed_table('codes', 'workspace_id', colocate_with => 'workspaces')",
    ])
    expect(statements.join('\n')).not.toContain('members_workspace')
  })

  it('replaces a key over all workspaces by one that includes the workspace, in one transaction', () => {
    const [step] = planDistribution(
      state({ globalKeys: [{ table: 'purchases', name: 'purchases_session' }] }),
      PLACEMENT,
      TARGET,
    ).filter(({ title }) => title.includes('purchases_session'))
    expect(step?.statements).toEqual([
      'drop index "purchases_session"',
      'create unique index "purchases_session" on purchases (stripe_session_id, workspace_id)',
    ])
  })
})
