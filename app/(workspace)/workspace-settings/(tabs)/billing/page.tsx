import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { BillingTab } from '@/app/(workspace)/workspace-settings/billing-tab'
import { viewLabels } from '@/components/billing/shell/view-labels'
import { viewOfQuery } from '@/lib/billing/shared/billing-address'

type Props = PageProps<'/workspace-settings/billing'>

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const view = viewOfQuery(await searchParams)
  return { title: view === 'overview' ? 'Plan and billing' : viewLabels[view] }
}

export default async function BillingPage({ searchParams }: Props) {
  const [workspace, query] = await Promise.all([requireWorkspace(), searchParams])
  return <BillingTab workspace={workspace} query={query} />
}
