import type postgres from 'postgres'
import { post } from '@/lib/credits/post'
import { accepted, charge } from '@/lib/credits/testing'
import { differences, openAccounts } from '../accounts.ts'
import type { Bench } from '../bench.ts'
import { drive, interleave, median, ratio } from '../harness.ts'
import { openLimit } from '../limit.ts'

const CALLERS = 256
/** How close the ledger is to the least that must be written, and what its guards and the flush cost. */
export async function limit({ sql, report, size }: Bench): Promise<void> {
  report.log('limit: the ledger compared with writing the same rows')
  const [hot = 0] = await openAccounts(sql, 1)
  const plain = await openLimit(sql, hot)
  const forMs = size.roundMs
  let cpuPerCharge = 0
  const ledger = async () => {
    const before = process.cpuUsage()
    const done = await drive({ callers: CALLERS, forMs }, async () => accepted(await post(hot, charge(1))))
    const { user, system } = process.cpuUsage(before)
    cpuPerCharge = (user + system) / done.count
    return done.perSecond
  }
  const chain = ['credit_entries_chain']
  const foreignKey = await triggersOf(sql, 'credit_entries_account')
  const without = (triggers: string[]) => async () => {
    await switchTriggers(sql, 'disable', triggers)
    const perSecond = await ledger()
    await switchTriggers(sql, 'enable', triggers)
    return perSecond
  }
  const results = await interleave(size.rounds, {
    ledger,
    limit: () => plain.drive({ batch: CALLERS, forMs }),
    withoutChain: without(chain),
    withoutForeignKey: without(foreignKey),
    withoutBoth: without([...chain, ...foreignKey]),
    withoutFlush: async () => {
      await setFlush(sql, false)
      const perSecond = await ledger()
      await setFlush(sql, true)
      return perSecond
    },
  })
  const compared = (figures: number[]) => ratio(figures, results.ledger)
  report.add('limit: the same rows written without the ledger', median(results.limit), 'per second')
  report.add('limit: the ledger', median(results.ledger), 'per second')
  report.add('limit, compared with the ledger', compared(results.limit), 'x', { atMost: 1.3 })
  report.add('ledger without the chain trigger', compared(results.withoutChain), 'x')
  report.add('ledger without the foreign key of entries', compared(results.withoutForeignKey), 'x')
  report.add('ledger without both', compared(results.withoutBoth), 'x')
  report.add('ledger without flushes to disk', compared(results.withoutFlush), 'x')
  report.add('CPU per charge in our process, including the caller', cpuPerCharge, 'µs')
  await plain.close()
  for (const difference of await differences(sql)) report.check(false, difference)
}

/** PostgreSQL checks a foreign key with triggers. */
async function triggersOf(sql: postgres.Sql, constraint: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`select t.tgname as name from pg_trigger t
    join pg_constraint c on c.oid = t.tgconstraint
    where c.conname = ${constraint} and t.tgrelid = 'public.credit_entries'::regclass`
  return rows.map(({ name }) => name)
}

async function switchTriggers(sql: postgres.Sql, to: 'enable' | 'disable', names: string[]): Promise<void> {
  for (const name of names) await sql.unsafe(`alter table public.credit_entries ${to} trigger "${name}"`)
}

/** For all connections, with their next statement. */
async function setFlush(sql: postgres.Sql, on: boolean): Promise<void> {
  await sql.unsafe(`alter system ${on ? 'reset synchronous_commit' : 'set synchronous_commit = off'}`)
  await sql`select pg_reload_conf()`
  await new Promise((resolve) => setTimeout(resolve, RELOAD_MS))
}
const RELOAD_MS = 200
