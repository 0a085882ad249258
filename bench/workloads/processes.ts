import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { differences, openAccounts } from '../accounts.ts'
import type { Bench } from '../bench.ts'
import { interleave, median, ratio } from '../harness.ts'
import type { Spend, Spent } from '../spender.ts'

const SPENDER = join(import.meta.dirname, '..', 'spender.ts')

/** Two concurrent processes on one busy workspace: they share its row, and nothing may be lost or counted twice. */
export async function processes({ sql, report, size }: Bench): Promise<void> {
  report.log('processes: two concurrent processes on one workspace')
  const [hot = 0] = await openAccounts(sql, 1)
  const [first, second] = await Promise.all([startSpender(), startSpender()])
  const spend: Spend = { workspaceId: hot, callers: 256, forMs: size.roundMs }
  let acknowledged = 0
  const together = async (children: ChildProcess[]) => {
    const answers = await Promise.all(children.map((child) => ask(child, spend)))
    acknowledged += answers.reduce((sum, { count }) => sum + count, 0)
    return answers.reduce((sum, { perSecond }) => sum + perSecond, 0)
  }
  const { two, one } = await interleave(size.rounds, {
    two: () => together([first, second]),
    one: () => together([first]),
  })
  for (const child of [first, second]) child.disconnect()
  report.add('two processes on one workspace, compared with one', ratio(two, one), 'x', { atLeast: 0.7 })
  report.add('two processes on one workspace', median(two), 'per second')

  const [row] = await sql<{ charges: number }[]>`
    select count(*)::int as charges from credit_entries where workspace_id = ${hot} and kind = 1`
  report.check(
    row?.charges === acknowledged,
    `two processes: ${acknowledged} acknowledged, ${row?.charges} written`,
  )
  for (const difference of await differences(sql)) report.check(false, difference)
}

async function startSpender(): Promise<ChildProcess> {
  const child = fork(SPENDER, { env: { ...process.env, MARKET_TRAK_PARENT: String(process.pid) } })
  await once(child, 'message')
  return child
}

async function ask(child: ChildProcess, spend: Spend): Promise<Spent> {
  const answer = once(child, 'message')
  const gone = once(child, 'exit').then(() =>
    Promise.reject(new Error('a spending process exited unexpectedly')),
  )
  child.send(spend)
  const [spent] = (await Promise.race([answer, gone])) as [Spent]
  return spent
}
