import type postgres from 'postgres'
import { post } from '@/lib/credits/post'
import { charge } from '@/lib/credits/testing'
import { openAccounts } from '../accounts.ts'
import type { Bench } from '../bench.ts'

const CALLERS = 512

/** Bytes per ledger entry in its table and both indexes. */
export async function disk({ sql, report, size }: Bench): Promise<void> {
  report.log('disk: bytes per entry')
  const [hot = 0] = await openAccounts(sql, 1)
  const before = await entryBytes(sql)
  for (let done = 0; done < size.diskCharges; done += CALLERS) {
    await Promise.all(Array.from({ length: CALLERS }, () => post(hot, charge(1))))
  }
  const after = await entryBytes(sql)
  const [row] = await sql<{ entries: number }[]>`
    select seq - 1 as entries from credit_accounts where workspace_id = ${hot}`
  report.add('disk per entry, indexes included', (after - before) / (row?.entries ?? 0), 'bytes', {
    atMost: 190,
  })
}

async function entryBytes(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select pg_total_relation_size('credit_entries')::float8 as bytes`
  return row?.bytes ?? 0
}
