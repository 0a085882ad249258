import { BalanceCard } from '@/components/billing/balance/balance-card'
import { ChargeLines, PlanGlance, RenewsLine } from '@/components/billing/overview/plan-glance'
import { RunOutLine } from '@/components/billing/overview/run-out-line'
import { UsageGlance } from '@/components/billing/overview/usage-glance'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { can } from '@/lib/auth/permissions'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
import type { CreditsOutlook, PlanStanding } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/members/membership'
import { readGlance } from './read-glance'
import { readOutlook } from './read-outlook'
import { AdviceSection } from './sections/advice-section'
import { sheetHref } from './sheet-href'
import { AdviceSkeleton, ChargesSkeleton, RunOutSkeleton, UsageGlanceSkeleton } from './skeletons'
import type { ViewProps } from './view-props'

/** How much is left, how long it lasts and what to do, on one screen (R24). */
export async function OverviewView({ workspace, summary, params }: ViewProps) {
  const canSpend = summary.plan.spending === 'open' || summary.plan.spending === 'overdue'
  // Read once for three cards, each of which shows that it failed.
  const outlook = summary.plan.mode === 'credits' && canSpend ? readOutlook(workspace) : null
  outlook?.catch(() => {})
  const standing = await getPlanStanding(workspace)
  return (
    <div className="grid grid-cols-1 items-start gap-6 max-sm:gap-2 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-6 max-sm:gap-2">
        <BalanceCard summary={summary} sheetHref={sheetHref(params, summary)}>
          {outlook && (
            <AsyncSection what="the forecast" loading={<RunOutSkeleton />}>
              <RunOut outlook={outlook} summary={summary} />
            </AsyncSection>
          )}
        </BalanceCard>
        <AsyncSection what="the recommendation" loading={<AdviceSkeleton />}>
          <AdviceSection
            workspace={workspace}
            summary={summary}
            params={params}
            standing={standing}
            outlook={outlook}
          />
        </AsyncSection>
      </div>
      <div className="grid gap-6 max-sm:gap-2">
        <PlanGlance
          summary={summary}
          standing={standing}
          sheetHref={can(workspace.role, 'billing.manage') ? sheetHref(params, summary, 'plans') : null}
        >
          {can(workspace.role, 'billing.read') ? (
            <AsyncSection what="the next charge" loading={<ChargesSkeleton />}>
              <Charges workspace={workspace} summary={summary} standing={standing} />
            </AsyncSection>
          ) : (
            <RenewsLine summary={summary} endsAt={standing.endsAt} />
          )}
        </PlanGlance>
        {outlook && (
          <AsyncSection what="what was used" loading={<UsageGlanceSkeleton />}>
            <Used outlook={outlook} summary={summary} />
          </AsyncSection>
        )}
      </div>
    </div>
  )
}

type WithOutlook = Pick<ViewProps, 'summary'> & { outlook: Promise<CreditsOutlook> }

async function RunOut({ outlook, summary }: WithOutlook) {
  return <RunOutLine outlook={await outlook} summary={summary} />
}

async function Used({ outlook, summary }: WithOutlook) {
  return <UsageGlance outlook={await outlook} usage={summary.usage} />
}

type ChargesProps = Pick<ViewProps, 'summary'> & { workspace: Membership; standing: PlanStanding }

async function Charges({ workspace, summary, standing }: ChargesProps) {
  const glance = await readGlance(workspace, summary, standing)
  return <ChargeLines glance={glance} summary={summary} endsAt={standing.endsAt} />
}
