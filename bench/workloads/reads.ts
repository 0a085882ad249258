import { and, eq } from 'drizzle-orm'
import type postgres from 'postgres'
import { inWorkspace } from '@/db/client'
import { creditUsage } from '@/db/schema'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { readAccount } from '@/lib/credits/read/read'
import { differences, openAccounts } from '../accounts.ts'
import type { Bench } from '../bench.ts'
import { drive, interleave, median, quantile, ratio } from '../harness.ts'
import { loadEntries } from '../load-entries.ts'

const SHORT_ENTRIES = 10_000

/** Pages must not become slower as a workspace's history grows. */
export async function reads({ sql, report, size }: Bench): Promise<void> {
  const long = size.longStatementEntries
  report.log(`reads: loading a workspace of ${long.toLocaleString('en-US')} entries`)
  const [empty = 0, short = 0, big = 0] = await openAccounts(sql, 3)
  await loadEntries(sql, short, SHORT_ENTRIES)
  await loadEntries(sql, big, long)
  await sql`vacuum analyze credit_entries, credit_usage, credit_accounts`
  for (const difference of await differences(sql)) report.check(false, difference)
  await checkGuards(sql, report)

  const middle = (step: () => Promise<unknown>) => async () => {
    const { waitsMs } = await drive({ callers: 1, forMs: size.roundMs / 2 }, step)
    return quantile(waitsMs, 0.5)
  }
  const million = `${(long / 1_000_000).toLocaleString('en-US')} million entries`

  report.log('reads: balance')
  const balance = await interleave(size.rounds, {
    empty: middle(() => readAccount(empty)),
    big: middle(() => readAccount(big)),
  })
  report.add(`balance read at ${million}, p50`, median(balance.big), 'ms', { atMost: 1 })
  report.add(`balance read at ${million}, compared with none`, ratio(balance.big, balance.empty), 'x', {
    atMost: 1.3,
  })

  report.log('reads: statement and breakdown')
  const page = (workspaceId: number, entries: number) =>
    middle(() => getStatementPage(context(workspaceId), { before: 60 + Math.floor(Math.random() * entries) }))
  const statement = await interleave(size.rounds, { big: page(big, long), short: page(short, SHORT_ENTRIES) })
  report.add(
    `statement page at ${million}, compared with 10 thousand`,
    ratio(statement.big, statement.short),
    'x',
    {
      atMost: 1.3,
    },
  )
  report.add(`statement page at ${million}, p50`, median(statement.big), 'ms')
  const cycle = await interleave(size.rounds, {
    big: middle(() => breakdown(big)),
    short: middle(() => breakdown(short)),
  })
  report.add(`cycle breakdown at ${million}, compared with 10 thousand`, ratio(cycle.big, cycle.short), 'x', {
    atMost: 1.3,
  })
  report.add(`cycle breakdown at ${million}, p50`, median(cycle.big), 'ms')
}

const context = (workspaceId: number) => ({ workspaceId, userId: 0, role: 'owner' as const })

/** The cycle's credits by day, action and member, read as a member's request reads them. */
async function breakdown(workspaceId: number): Promise<void> {
  const { cycleStart } = await readAccount(workspaceId)
  await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(creditUsage)
      .where(and(eq(creditUsage.workspaceId, workspaceId), eq(creditUsage.cycleStart, new Date(cycleStart)))),
  )
}

/** The guards were only off for the load; measurements without them would not represent the product. */
async function checkGuards(sql: postgres.Sql, report: Bench['report']): Promise<void> {
  const refused = await sql`delete from credit_entries where false`.then(
    () => false,
    () => true,
  )
  report.check(refused, 'the ledger is append-only after loading')
}
