import postgres from 'postgres'
import { migrate } from '@/db/migrate'

/**
 * A database for simulations on a running server. Its clock is stopped between moves: here the time machine's offset is
 * milliseconds since 1970, so a seed uses the same instants in every run. A trigger raises failures that only a server
 * can raise, once for each one armed. A sequence records that, since a table would be rolled back with the batch.
 */
export async function makeSimulationDatabase(serverUrl: string, name: string): Promise<string> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    await admin`drop database if exists ${admin(name)} with (force)`
    await admin`create database ${admin(name)}`
  } finally {
    await admin.end({ timeout: 5 })
  }
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await migrate(url.href)
  const sql = postgres(url.href, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(preparation).simple()
  } finally {
    await sql.end({ timeout: 5 })
  }
  return url.href
}

export async function dropSimulationDatabase(serverUrl: string, name: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    await admin`drop database if exists ${admin(name)} with (force)`
  } finally {
    await admin.end({ timeout: 5 })
  }
}

const preparation = `
  create or replace function set_product_clock() returns trigger language plpgsql as $$ begin
    execute format('create or replace function market_now() returns timestamptz language sql stable as %L',
      format('select timestamptz ''epoch'' + %s * interval ''1 millisecond''', new.offset_seconds));
    return null;
  end $$;
  insert into time_machine (offset_seconds) values (0);
  create sequence simulated_strikes;
  create table simulated_failures (workspace_id int primary key, strike bigint not null, kind text not null);
  create function strike_once() returns trigger language plpgsql as $$
  declare failure simulated_failures;
  begin
    select * into failure from simulated_failures f where f.workspace_id = new.workspace_id;
    if not found or failure.strike <= (select last_value from simulated_strikes) then return new; end if;
    perform setval('simulated_strikes', failure.strike);
    if failure.kind = 'statement timeout' then perform pg_sleep(5);
    elsif failure.kind = 'deadlock' then raise exception 'simulated' using errcode = 'deadlock_detected';
    else raise exception 'simulated' using errcode = 'serialization_failure';
    end if;
    return new;
  end $$;
  create trigger simulated_failure before update on credit_accounts for each row execute function strike_once();`
