import type { Metadata } from 'next'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { CreditsHelp } from '@/components/billing/help/credits-help'
import { PageHeader } from '@/components/ui/page-header'
import { listPackOffers, listPlanOffers } from '@/lib/billing/catalog/catalog'
import { getRateCardView } from '@/lib/billing/catalog/rate-card'

export const metadata: Metadata = { title: 'How credits work' }

export default async function CreditsHelpPage() {
  const workspace = await requireWorkspace()
  const [summary, card, packs, plans] = await Promise.all([
    summaryOf(workspace),
    getRateCardView(),
    listPackOffers(workspace),
    listPlanOffers(),
  ])
  return (
    <>
      <PageHeader title="How credits work" description="Current costs and the plan of this workspace." />
      <CreditsHelp summary={summary} card={card} packs={packs} plans={plans} />
    </>
  )
}
