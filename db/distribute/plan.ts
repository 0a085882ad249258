import { SHARD_GUARDS } from './shard-guards.ts'

/**
 * Citus can only keep a key unique if it includes the workspace (R53). These are unique over all workspaces on one
 * PostgreSQL, so there `db:distribute` replaces each index by this one of the same name. That a value belongs to one
 * workspace is then guaranteed by `stripe_owners`, which is copied to every node, or by a sequence.
 */
export const UNIQUE_WITHIN_WORKSPACE: Readonly<Record<string, string>> = {
  subscriptions_customer: 'subscriptions (stripe_customer_id, workspace_id)',
  former_customers_customer: 'former_customers (stripe_customer_id, workspace_id)',
  purchases_session: 'purchases (stripe_session_id, workspace_id)',
  purchases_auto_top_up_invoice: "purchases (stripe_invoice_id, workspace_id) where origin = 'auto-top-up'",
  auto_top_ups_setup: 'auto_top_ups (setup_session_id, workspace_id)',
  // From the sequence `service_actors`.
  api_keys_service_actor: 'api_keys (service_actor, workspace_id)',
}

/** What a database has now. Tables are those of the schema `public`. */
export type DistributionState = {
  /** Version of the extension; null if the database does not have it. */
  citus: string | null
  workers: number
  tables: readonly string[]
  /** Tables that Citus already keeps, and how. */
  placed: ReadonlyMap<string, 'distributed' | 'reference' | 'local'>
  foreignKeys: readonly { table: string; name: string; references: string; definition: string }[]
  triggers: readonly { table: string; name: string; definition: string }[]
  /** Unique keys of tables with a workspace that don't include it. */
  globalKeys: readonly { table: string; name: string }[]
  /** What an interrupted run removed and has not put back. */
  removed: readonly Removed[]
}

export type Removed = { table: string; name: string; statement: string }

/** Statements that are run in one transaction. */
export type Step = { title: string; statements: readonly string[] }

export type Placement = {
  distributed: readonly string[]
  reference: readonly string[]
}

/** Triggers of one PostgreSQL that have no place on a shard: the product does the same itself. */
const ONLY_ON_ONE_SERVER = /^stripe_owners_of_/

export class DistributionError extends Error {
  override readonly name = 'DistributionError'
}

/**
 * What makes this database distributed, in order. Each step can be the last of a run: the next run plans again from what it
 * finds. Empty if there is nothing to do.
 * @throws DistributionError with what to do first
 */
export function planDistribution(
  state: DistributionState,
  { distributed, reference }: Placement,
  { database, shards }: { database: string; shards: number },
): Step[] {
  checkState(state, distributed)
  const toDistribute = distributed.filter((table) => state.placed.get(table) !== 'distributed')
  const toCopy = reference.filter((table) => state.placed.get(table) !== 'reference')
  const unplaced = new Set([...toDistribute, ...toCopy])
  const keys = state.globalKeys.map(({ name }) => name)
  if (unplaced.size === 0 && keys.length === 0 && state.removed.length === 0) return []

  const foreignKeys = state.foreignKeys.filter(
    ({ table, references }) => unplaced.has(table) || unplaced.has(references),
  )
  const triggers = state.triggers.filter(({ table }) => unplaced.has(table))
  const kept = triggers.filter(({ name }) => !ONLY_ON_ONE_SERVER.test(name))
  const removed: Removed[] = [
    ...kept.flatMap(forShards),
    ...foreignKeys.map(({ table, name, definition }) => ({
      table,
      name,
      statement: `alter table ${id(table)} add constraint ${id(name)} ${definition}`,
    })),
  ]
  return [
    { title: 'Set up the database and its role on every node', statements: settings(database) },
    { title: 'Replace the guards that read other tables', statements: SHARD_GUARDS },
    ...keys.map((name) => ({
      title: `Make the key ${name} unique within a workspace`,
      statements: [
        `drop index ${id(name)}`,
        `create unique index ${id(name)} on ${UNIQUE_WITHIN_WORKSPACE[name]}`,
      ],
    })),
    ...(triggers.length + foreignKeys.length > 0
      ? [
          {
            title: `Remove ${foreignKeys.length} foreign keys and ${triggers.length} triggers for now`,
            statements: [
              ...removed.map(note),
              ...foreignKeys.map(({ table, name }) => `alter table ${id(table)} drop constraint ${id(name)}`),
              ...triggers.map(({ table, name }) => `drop trigger ${id(name)} on ${id(table)}`),
            ],
          },
        ]
      : []),
    ...toCopy.map((table) => ({
      title: `Copy ${table} to every node`,
      statements: [`select create_reference_table(${text(table)})`],
    })),
    ...toDistribute.toSorted(workspacesFirst).map((table) => ({
      title: `Distribute ${table}`,
      statements: [
        table === 'workspaces'
          ? `select create_distributed_table('workspaces', 'id', shard_count => ${shards})`
          : `select create_distributed_table(${text(table)}, 'workspace_id', colocate_with => 'workspaces')`,
      ],
    })),
    ...[...state.removed, ...removed].map((one) => ({
      title: `Put back ${one.name} of ${one.table}`,
      statements: [one.statement, forget(one)],
    })),
  ]
}

/**
 * Citus creates no trigger on the shards that also fires on TRUNCATE, without saying so. Such a trigger is put back as two:
 * a TRUNCATE is only ever run on the coordinator's table.
 */
function forShards({ table, name, definition }: DistributionState['triggers'][number]): Removed[] {
  const whole = { table, name, statement: definition }
  const [, before = '', events = '', after = ''] =
    /^(CREATE TRIGGER \S+ (?:BEFORE|AFTER) )(.*?)( ON .*)$/s.exec(definition) ?? []
  const others = events.split(' OR ').filter((event) => event !== 'TRUNCATE')
  if (!events.includes('TRUNCATE') || others.length === 0) return [whole]
  const truncate = `${name}_truncate`
  return [
    { ...whole, statement: `${before}${others.join(' OR ')}${after}` },
    {
      table,
      name: truncate,
      statement: `${before.replace(/^(CREATE TRIGGER )\S+/, `$1${id(truncate)}`)}TRUNCATE${after}`,
    },
  ]
}

function checkState(
  { citus, workers, tables, globalKeys }: DistributionState,
  wanted: readonly string[],
): void {
  if (citus === null)
    throw new DistributionError(
      'This database does not have the Citus extension, so there is nothing to distribute it to. ' +
        'A single PostgreSQL needs no distribution. To use Citus, see docs/citus.md.',
    )
  if (workers === 0)
    throw new DistributionError('Citus has no worker nodes. Add them with citus_add_node (docs/citus.md).')
  const missing = wanted.filter((table) => !tables.includes(table))
  if (missing.length > 0)
    throw new DistributionError(
      `The database does not have these tables: ${missing.join(', ')}. Run npm run db:migrate first.`,
    )
  const unknown = globalKeys.filter(({ name }) => !(name in UNIQUE_WITHIN_WORKSPACE))
  if (unknown.length > 0)
    throw new DistributionError(
      `These unique keys don’t include the workspace: ${unknown.map(({ name }) => name).join(', ')}. ` +
        'Add them to UNIQUE_WITHIN_WORKSPACE in db/distribute/plan.ts.',
    )
}

/** Where a run notes what it removed, so that the next one puts it back. */
export const NOTES = 'drizzle.market_trak_distribution'

/** On every node. They belong to the name of a database. */
export const databaseSettings = (database: string): string[] => [
  // SET LOCAL of a transaction also applies on the nodes: row-level security needs the workspace there (R35).
  `alter database ${id(database)} set citus.propagate_set_commands = 'local'`,
  // Our triggers only read and write rows of the same shard.
  `alter database ${id(database)} set citus.enable_unsafe_triggers = on`,
]

const settings = (database: string): string[] => [
  `create table if not exists ${NOTES} (table_name text, name text, statement text not null, primary key (table_name, name))`,
  ...databaseSettings(database),
  ...databaseSettings(database).map((statement) => `select run_command_on_workers(${text(statement)})`),
  // Citus connects to the nodes as the role of the transaction.
  'alter role market_web login',
]

const note = ({ table, name, statement }: Removed) =>
  `insert into ${NOTES} values (${text(table)}, ${text(name)}, ${text(statement)}) on conflict do nothing`
const forget = ({ table, name }: Removed) =>
  `delete from ${NOTES} where table_name = ${text(table)} and name = ${text(name)}`

const workspacesFirst = (a: string, b: string) =>
  Number(b === 'workspaces') - Number(a === 'workspaces') || a.localeCompare(b)

const id = (name: string) => `"${name.replaceAll('"', '""')}"`
const text = (value: string) => `'${value.replaceAll("'", "''")}'`
