import type { Metadata } from 'next'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { CreditsHelp } from '@/components/billing/help/credits-help'
import { PageHeader } from '@/components/ui/page-header'
import { packOffers, planOffers } from '@/lib/billing/catalog/catalog'
import { currentRateCard } from '@/lib/billing/catalog/rate-card'

export const metadata: Metadata = { title: 'How credits work' }

export default async function CreditsHelpPage() {
  const workspace = await requireWorkspace()
  const [summary, card, packs, plans] = await Promise.all([
    summaryOf(workspace),
    currentRateCard(),
    packOffers(workspace),
    planOffers(),
  ])
  return (
    <>
      <PageHeader title="How credits work" description="Based on current prices and your workspace’s plan." />
      <CreditsHelp summary={summary} card={card} packs={packs} plans={plans} />
    </>
  )
}
