import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { OverviewView, readOverview } from '@/app/(workspace)/workspace-settings/_billing/overview-view'
import { addressOfView } from '@/app/(workspace)/workspace-settings/billing-query'
import { billingPage } from '@/app/(workspace)/workspace-settings/billing-tab'

export const metadata: Metadata = { title: 'Plan and billing' }

const OverviewPage = billingPage('overview', (workspace) => {
  const reads = readOverview(workspace)
  return (place) => <OverviewView {...place} reads={reads} />
})

/** The overview. Links from before the views had names have only the parameters of one of them. */
export default async function BillingPage({ searchParams }: PageProps<'/workspace-settings/billing'>) {
  const address = addressOfView(await searchParams)
  if (address) redirect(address)
  return <OverviewPage searchParams={searchParams} />
}
