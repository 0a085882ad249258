import { BalanceCard } from '@/components/billing/balance/balance-card'
import {
  changesLine,
  chargeLines,
  planLabels,
  renewsLines,
  runOutLabels,
  usedLabels,
} from '@/components/billing/overview/overview-labels'
import { AdviceSkeleton, ChargesSkeleton } from '@/components/billing/overview/overview-skeletons'
import { PlanGlance, PlanLines } from '@/components/billing/overview/plan-glance'
import { RunOutLine } from '@/components/billing/overview/run-out-line'
import { UsageGlance } from '@/components/billing/overview/usage-glance'
import { ReadSection, SoonSection } from '@/components/ui/loading/read-section'
import { settle, soon } from '@/components/ui/loading/settled'
import { can } from '@/lib/auth/permissions'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
import type { CreditsOutlook, PlanStanding } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/members/membership'
import { readGlance } from './read-glance'
import { readOutlook } from './read-outlook'
import { makeAdvice } from './sections/advice-section'
import { sheetHref } from './sheet-href'
import type { ViewProps } from './view-props'

/** Stripe's answer if it is known, or a query's. Without it, the page is sent and it follows. */
const MOMENT_MS = 20

/** What the overview shows from our database, besides the summary. */
export type OverviewReads = { standing: Promise<PlanStanding>; outlook: Promise<CreditsOutlook> }

/** Starts to read it, together with the summary, which says whether there is a forecast. */
export function readOverview(workspace: Membership): OverviewReads {
  const reads = { standing: getPlanStanding(workspace), outlook: readOutlook(workspace) }
  for (const read of Object.values(reads)) read.catch(() => {})
  return reads
}

/** How much is left, how long it lasts and what to do, on one screen (R24). */
export async function OverviewView({
  workspace,
  summary,
  params,
  reads,
}: ViewProps & { reads: OverviewReads }) {
  const canSpend = summary.plan.spending === 'open' || summary.plan.spending === 'overdue'
  const hasForecast = summary.plan.mode === 'credits' && canSpend
  const [standing, outlook] = await Promise.all([reads.standing, hasForecast ? settle(reads.outlook) : null])
  const canRead = can(workspace.role, 'billing.read')
  const [advice, charges] = await Promise.all([
    soon(makeAdvice({ workspace, summary, params, standing, outlook }), MOMENT_MS),
    canRead ? soon(readGlance(workspace, summary, standing), MOMENT_MS) : null,
  ])
  const ending = { ...summary, endsAt: standing.endsAt }
  return (
    <div className="grid grid-cols-1 items-start gap-6 max-sm:gap-2 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-6 max-sm:gap-2">
        <BalanceCard summary={summary} sheetHref={sheetHref(params, summary)}>
          {outlook && (
            <ReadSection what="the forecast" read={outlook}>
              {(found) => <RunOutLine {...runOutLabels(found, summary)} />}
            </ReadSection>
          )}
        </BalanceCard>
        <SoonSection what="the recommendation" loading={<AdviceSkeleton />} content={advice}>
          {(card) => card}
        </SoonSection>
      </div>
      <div className="grid gap-6 max-sm:gap-2">
        <PlanGlance
          {...planLabels(summary, standing)}
          offers={
            can(workspace.role, 'billing.manage')
              ? {
                  label: standing.subscribed ? 'Change plan' : 'Choose a plan',
                  href: billingHref('plans', { anchor: 'plans' }),
                  sheetHref: sheetHref(params, summary, 'plans'),
                }
              : null
          }
        >
          <PlanLines lines={changesLine(standing, summary.timeZone)} />
          {charges ? (
            <SoonSection what="the next charge" loading={<ChargesSkeleton />} content={charges}>
              {(glance) => <PlanLines lines={chargeLines(glance, ending)} />}
            </SoonSection>
          ) : (
            <PlanLines lines={renewsLines(ending)} />
          )}
        </PlanGlance>
        {outlook && (
          <ReadSection what="what was used" read={outlook}>
            {(found) => <UsageGlance {...usedLabels(found, summary.usage)} />}
          </ReadSection>
        )}
      </div>
    </div>
  )
}
