import { randomUUID } from 'node:crypto'
import { BalanceCard } from '@/components/billing/balance-card'
import { CheckoutBanner } from '@/components/billing/checkout-banner'
import { PackList } from '@/components/billing/pack-list'
import { PlanCard } from '@/components/billing/plan-card'
import { PlanList } from '@/components/billing/plan-list'
import { RateCard } from '@/components/billing/rate-card'
import { Statement } from '@/components/billing/statement'
import { Card, CardHeader } from '@/components/ui/card'
import { can } from '@/lib/auth/permissions'
import { packOffers, planOffers } from '@/lib/billing/catalogue'
import { currentRateCard } from '@/lib/billing/rate-card'
import { statementPage } from '@/lib/billing/statement'
import { creditsSummary } from '@/lib/billing/summary'
import type { Membership } from '@/lib/workspaces/membership'
import { buyPack, subscribe } from './actions'
import { type BillingQuery, readBillingQuery } from './billing-query'

const STATEMENT_ROWS = 20

export async function BillingTab({ workspace, query }: { workspace: Membership; query: BillingQuery }) {
  const { before, after, checkout, credits } = readBillingQuery(query)
  const [summary, packs, plans, rates, statement] = await Promise.all([
    creditsSummary(workspace),
    packOffers(workspace),
    planOffers(),
    currentRateCard(),
    statementPage(workspace, { before, after, limit: STATEMENT_ROWS }),
  ])
  const { plan, timeZone, wayOut } = summary
  const mayManage = can(workspace.role, 'billing.manage')
  const settled = plan.status !== 'trialing' && plan.status !== 'canceled'

  return (
    <div className="grid gap-6">
      <CheckoutBanner checkout={checkout} credits={credits} />
      <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
        <BalanceCard summary={summary} />
        <PlanCard summary={summary} mayManage={mayManage} />
      </div>
      {plan.mode === 'credits' && (
        <PackList
          packs={packs.map((pack) => ({ ...pack, purchaseId: randomUUID() }))}
          wayOut={wayOut}
          timeZone={timeZone}
          buyPack={buyPack}
        />
      )}
      <PlanList
        plans={plans}
        current={{ key: plan.key, interval: plan.interval, settled }}
        mayManage={mayManage}
        requestId={randomUUID()}
        subscribe={subscribe}
      />
      {(plan.mode === 'credits' || statement.rows.length > 0) && (
        <Statement page={statement} timeZone={timeZone} />
      )}
      {plan.mode === 'credits' && (
        <Card aria-labelledby="rates-title">
          <CardHeader id="rates-title" title="What actions cost" description="Templates cost nothing." />
          <RateCard lines={rates} />
        </Card>
      )}
    </div>
  )
}
