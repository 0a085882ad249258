import postgres from 'postgres'
import { isSharded } from '@/db/distribute/sharding'
import { migrate } from '@/db/migrate'
import { allowConnections, copyOnEachNode, dropOnEachNode, prepareCitusTemplate } from '@/local/test/citus'

/**
 * A database for simulations on a running server. Its clock is stopped between moves: here the time machine's offset is
 * milliseconds since 1970, so a seed uses the same instants in every run. A trigger raises failures that only a server
 * can raise, once for each one armed. A sequence records that, since a table would be rolled back with the batch.
 *
 * If the URL is that of a database on a Citus coordinator, the new one is a distributed copy of it (R53).
 */
export async function makeSimulationDatabase(serverUrl: string, name: string): Promise<string> {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const nodes = await citusNodesOf(serverUrl)
  if (nodes) {
    await allowConnections(nodes, false)
    try {
      await copyOnEachNode(nodes, name)
    } finally {
      await allowConnections(nodes, true)
    }
  } else {
    const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
    try {
      await admin`drop database if exists ${admin(name)} with (force)`
      await admin`create database ${admin(name)}`
    } finally {
      await admin.end({ timeout: 5 })
    }
    await migrate(url.href)
  }
  const sql = postgres(url.href, { max: 1, onnotice: () => {} })
  try {
    for (const statement of nodes ? onEachNode : onOneServer) await sql.unsafe(statement).simple()
  } finally {
    await sql.end({ timeout: 5 })
  }
  return url.href
}

export async function dropSimulationDatabase(serverUrl: string, name: string): Promise<void> {
  const nodes = await citusNodesOf(serverUrl)
  if (nodes) return dropOnEachNode(nodes, name)
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    await admin`drop database if exists ${admin(name)} with (force)`
  } finally {
    await admin.end({ timeout: 5 })
  }
}

async function citusNodesOf(serverUrl: string): Promise<string[] | null> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    if (!(await isSharded(sql))) return null
  } finally {
    await sql.end({ timeout: 5 })
  }
  await migrate(serverUrl)
  return prepareCitusTemplate(serverUrl)
}

// One statement each: Citus repeats the whole text of a query on the nodes.
const clock = [
  `create or replace function set_product_clock() returns trigger language plpgsql as $$ begin
    execute format('create or replace function market_now() returns timestamptz language sql stable as %L',
      format('select timestamptz ''epoch'' + %s * interval ''1 millisecond''', new.offset_seconds));
    return null;
  end $$`,
  'insert into time_machine (offset_seconds) values (0)',
]

/** `table` is an expression for the table with the failures of the row's workspace. */
const failures = (table: string) => [
  `create function strike_once() returns trigger language plpgsql as $$
  declare failure record;
  begin
    execute format('select strike, kind from %I where workspace_id = $1', ${table}) into failure using new.workspace_id;
    if failure.strike is null or failure.strike <= (select last_value from simulated_strikes) then return new; end if;
    perform setval('simulated_strikes', failure.strike);
    if failure.kind = 'statement timeout' then perform pg_sleep(5);
    elsif failure.kind = 'deadlock' then raise exception 'simulated' using errcode = 'deadlock_detected';
    else raise exception 'simulated' using errcode = 'serialization_failure';
    end if;
    return new;
  end $$`,
  'create trigger simulated_failure before update on credit_accounts for each row execute function strike_once()',
]

const table = [
  'create sequence simulated_strikes',
  'create table simulated_failures (workspace_id int primary key, strike bigint not null, kind text not null)',
]

const onOneServer = [
  ...clock,
  ...table,
  ...failures(`'simulated_failures'`),
  'create function last_strike() returns bigint language sql as $$select last_value from simulated_strikes$$',
]

const onEachNode = [
  ...clock,
  ...table,
  `select run_command_on_workers('create sequence simulated_strikes')`,
  `select create_distributed_table('simulated_failures', 'workspace_id', colocate_with => 'workspaces')`,
  ...failures(`sibling_table('simulated_failures', new.workspace_id, tg_table_name)`),
  // Each node counts the failures of its own shards.
  `create function last_strike() returns bigint language sql as $$
    select max(result::bigint) from run_command_on_all_nodes('select last_value from simulated_strikes')$$`,
]
