/** What a statement must not do, because Citus refuses it or has to ask every machine. */
export const RULES = {
  'no-workspace': 'names no workspace for a distributed table; add `workspace_id = $n`',
  'locks-several':
    'locks rows of several workspaces; read their ids first, then lock one workspace at a time',
  'joined-on-other': 'joins distributed tables on something other than workspace_id',
  'correlated-subquery':
    'has a subquery that depends on a row of a table without workspaces; read the two separately',
  'moves-row': 'changes the workspace of a row',
  'volatile-write': 'uses a volatile function in a write; compute the value first and pass it as a parameter',
  'mutable-upsert': 'uses a function that is not immutable in `on conflict do update`; use `excluded.column`',
  'mutable-returning': 'uses a function that is not immutable in `returning`; select the value separately',
  'stable-in-case':
    'uses a function that is not immutable in `case` or `coalesce` of a write; pass the value',
  'stable-of-column':
    'computes a stable function of a column in a write, such as a time plus an interval; move it to the other side',
  'subquery-in-insert':
    'has a subquery in `insert … values` or `on conflict`; read first, or use `insert … select`',
  'workspace-in-shared-write':
    'uses a distributed table in a write of a table that every machine has; read it first',
  'shared-write-after-crossing':
    'writes to a table that every machine has after a statement for several workspaces in the same transaction; begin with `readShardsInTurn`',
  'local-in-write': 'uses a table of the coordinator in a write of a workspace; read it first',
  'not-parsed': 'is not a statement that PostgreSQL’s parser knows',
} as const
export type Rule = keyof typeof RULES

/** What a statement breaks. */
export type Problem = {
  rule: Rule
  /** The tables or functions it is about, sorted. */
  about: string[]
}

/** What is known about the database that statements are sent to. */
export type Catalog = {
  /** Distributed tables, with the column that has the workspace's id. */
  distributed: ReadonlyMap<string, string>
  reference: ReadonlySet<string>
  local: ReadonlySet<string>
  /** Of the local ones, those whose statements Citus plans. */
  managed: ReadonlySet<string>
  /** Names of functions that can return something else for each row. */
  volatile: ReadonlySet<string>
  /** Names of functions that are not immutable, volatile ones included. */
  mutable: ReadonlySet<string>
}
