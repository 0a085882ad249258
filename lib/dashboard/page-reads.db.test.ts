import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statementsOf } from '@/db/connections/testing-statements'
import { getCreditsOutlook } from '@/lib/billing/forecast/outlook'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { listUsageCycles } from '@/lib/billing/statement/usage-breakdown'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
import { getCreditsSummary } from '@/lib/billing/summary'
import { setTestEnv } from '@/lib/billing/testing'
import { listPlannedCampaigns } from '@/lib/campaigns/planned-campaigns'
import { agency, prepareCampaignPrices } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { countUnread } from '@/lib/notifications/list-notifications'
import { listReports } from '@/lib/reports/list-reports'
import { memberNames } from '@/lib/workspaces/members/list-members'
import { listWorkspaces } from '@/lib/workspaces/own-workspaces'
import { closeConnections } from '@/local/test/connections'
import { readDashboard } from './read-dashboard'

setTestEnv()
beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

/** What the frame of every page of a workspace reads. */
const frame = (ctx: WorkspaceContext) => [
  countUnread(ctx),
  listWorkspaces(ctx.userId),
  getCreditsSummary(ctx),
]

/** The first read of a new account brings it to its current cycle, which takes more statements. */
async function openAgency(): Promise<WorkspaceContext> {
  const ctx = await agency()
  await getCreditsSummary(ctx)
  return ctx
}

type Reads = (ctx: WorkspaceContext) => Promise<unknown>
/** What each page reads beyond that, in the order in which it does. */
const pages: [name: string, reads: Reads, statements: number, transactions: number][] = [
  ['dashboard', (ctx) => Promise.all([...frame(ctx), readDashboard(ctx)]), 8, 1],
  [
    'billing overview',
    (ctx) => {
      const planned = listPlannedCampaigns(ctx).then((all) =>
        all.map(({ at, credits }) => ({ at: Date.parse(at), credits })),
      )
      return Promise.all([...frame(ctx), getPlanStanding(ctx), getCreditsOutlook(ctx, planned)])
    },
    11,
    2,
  ],
  [
    'statement',
    async (ctx) => {
      await Promise.all(frame(ctx))
      await Promise.all([
        getStatementPage(ctx, { withContinues: true }),
        memberNames(ctx),
        listUsageCycles(ctx),
      ])
    },
    9,
    3,
  ],
  ['reports', (ctx) => Promise.all([...frame(ctx), listReports(ctx, { limit: 20 })]), 5, 1],
]

describe('the reads of a page', () => {
  test.each(pages)('%s: are few statements in few transactions', async (_, reads, most, mostTransactions) => {
    const ctx = await openAgency()
    const sent = await statementsOf(() => reads(ctx))
    expect(sent.length, sent.map((text) => text.slice(0, 90)).join('\n')).toBeLessThanOrEqual(most)
    const transactions = sent.filter((text) => text.startsWith('set local role'))
    expect(transactions.length).toBeLessThanOrEqual(mostTransactions)
  })

  test('cost the same for a second person at the same time, but share the transactions', async () => {
    const ctx = await openAgency()
    const one = await statementsOf(() => Promise.all(frame(ctx)))
    const two = await statementsOf(() => Promise.all([...frame(ctx), ...frame({ ...ctx, role: 'member' })]))
    const transactions = (sent: string[]) => sent.filter((text) => text.startsWith('set local role')).length
    expect(two.length).toBeLessThan(2 * one.length)
    expect(transactions(two)).toBe(transactions(one))
  })
})
