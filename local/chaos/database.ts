import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { seedCatalogue } from '@/db/seed-catalogue'

/** Readies a database that is ours alone: the catalogue, and a clock that stands still between two moves. */
export async function prepareDatabase(): Promise<void> {
  await seedCatalogue(system())
  await system().execute(sql`insert into time_machine (offset_seconds) values (0) on conflict do nothing`)
  // The offset counts milliseconds since 1970 here, so that both runs of a life meet the same instants.
  await system().execute(sql`create or replace function market_now() returns timestamptz language sql volatile as
    $$ select timestamptz 'epoch' + (select offset_seconds from time_machine) * interval '1 millisecond' $$`)
}
