import { PackFormOnDemand, PlanListOnDemand } from '@/components/billing/plans/offers-on-demand'
import { OffersSheet } from '@/components/billing/plans/offers-sheet'
import { AsyncSection } from '@/components/ui/loading/async-section'
import type { OffersSheet as First } from '../billing-query'
import { OffersSection } from './sections/offers-section'
import { OffersSkeleton } from './skeletons'
import type { ViewProps } from './view-props'

type SheetProps = ViewProps & { first: First; closeHref: string }

/** Plans and packs over another view. */
export function OffersSheetView({ workspace, summary, first, closeHref }: SheetProps) {
  return (
    <OffersSheet
      title="Plans and packs"
      description="You review the total before you pay."
      closeHref={closeHref}
    >
      <AsyncSection what="plans and packs" loading={<OffersSkeleton summary={summary} />}>
        <OffersSection
          workspace={workspace}
          summary={summary}
          first={first}
          list={PlanListOnDemand}
          packForm={PackFormOnDemand}
        />
      </AsyncSection>
    </OffersSheet>
  )
}
