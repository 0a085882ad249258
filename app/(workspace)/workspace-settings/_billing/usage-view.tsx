import { FairUseCard, LimitsCard } from '@/components/billing/balance/limits-card'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { UsageSection } from './sections/usage-section'
import { UsageSkeleton } from './skeletons'
import type { ViewProps } from './view-props'

/** Where the credits went; on a plan with limits, how much of each is used. */
export function UsageView({ workspace, summary, params }: ViewProps) {
  const { meters, fairUse } = summary
  if (meters) {
    return (
      <>
        <LimitsCard summary={summary} meters={meters} />
        {fairUse && <FairUseCard meters={fairUse} />}
      </>
    )
  }
  return (
    <AsyncSection what="credit usage" loading={<UsageSkeleton />}>
      <UsageSection workspace={workspace} summary={summary} params={params} />
    </AsyncSection>
  )
}
