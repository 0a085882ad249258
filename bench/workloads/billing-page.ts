import { system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import { listPackOffers, listPlanOffers } from '@/lib/billing/catalog/catalog'
import { getRateCardView } from '@/lib/billing/catalog/rate-card'
import { getCreditsOutlook } from '@/lib/billing/forecast/outlook'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { getUsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import { getCreditsSummary } from '@/lib/billing/summary'
import { memberNames } from '@/lib/workspaces/members/list-members'
import { openAccounts } from '../accounts.ts'
import type { Bench } from '../bench.ts'
import { drive, interleave, median, quantile, ratio } from '../harness.ts'
import { loadEntries } from '../load-entries.ts'

const VIEWERS = 16
const ENTRIES = 1_000_000
const STATEMENT_ROWS = 50

/** The billing page costs the same however long a workspace's history is. Measures the page's own reads. */
export async function billingPage({ sql, report, size }: Bench): Promise<void> {
  report.log(`billing page: loading a workspace of ${ENTRIES.toLocaleString('en-US')} entries`)
  readsSettings()
  await seedCatalog(system())
  const [empty = 0, big = 0] = await openAccounts(sql, 2)
  await loadEntries(sql, big, ENTRIES)
  await sql`
    insert into subscriptions (workspace_id, plan_key, status)
    select id, 'scale', 'active' from workspaces where id in ${sql([empty, big])}`
  await sql`vacuum analyze credit_entries, credit_usage, credit_accounts`

  const page = (workspaceId: number) => async () => {
    const { waitsMs } = await drive({ callers: VIEWERS, forMs: size.roundMs }, () => readPage(workspaceId))
    return quantile(waitsMs, 0.5)
  }
  const seen = await interleave(size.rounds, { empty: page(empty), big: page(big) })
  report.add(
    `billing page at 1 million entries, ${VIEWERS} concurrent viewers, compared with an empty workspace, p50`,
    ratio(seen.big, seen.empty),
    'x',
    { atMost: 2 },
  )
  report.add(`billing page at 1 million entries, ${VIEWERS} concurrent viewers, p50`, median(seen.big), 'ms')
}

/** The same reads as the page, in its two steps: the header first, then the parts in parallel. */
async function readPage(workspaceId: number): Promise<void> {
  const ctx = { workspaceId, userId: 0, role: 'owner' as const }
  await getCreditsSummary(ctx)
  await Promise.all([
    getCreditsOutlook(ctx),
    listPackOffers(ctx),
    listPlanOffers(),
    getUsageBreakdown(ctx),
    getStatementPage(ctx, { limit: STATEMENT_ROWS }),
    memberNames(ctx),
    getRateCardView(),
  ])
}

/** The product's usual settings; nothing here connects to the outside. */
function readsSettings(): void {
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a-secret-of-the-bench-that-is-long-enough',
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_WEBHOOK_SECRET: 'whsec_local_bench',
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'Market Trak <hello@market-trak.test>',
  })
}
