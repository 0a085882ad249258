import type { Metadata } from 'next'
import { UsageView } from '@/app/(workspace)/workspace-settings/_billing/usage-view'
import { billingPage } from '@/app/(workspace)/workspace-settings/billing-tab'
import { viewLabels } from '@/components/billing/shell/view-labels'

export const metadata: Metadata = { title: viewLabels.usage }

export default billingPage('usage', () => (place) => <UsageView {...place} />)
