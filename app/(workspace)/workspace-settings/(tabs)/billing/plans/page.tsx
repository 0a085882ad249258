import type { Metadata } from 'next'
import { PlansView } from '@/app/(workspace)/workspace-settings/_billing/plans-view'
import { billingPage } from '@/app/(workspace)/workspace-settings/billing-tab'
import { viewLabels } from '@/components/billing/shell/view-labels'

export const metadata: Metadata = { title: viewLabels.plans }

export default billingPage('plans', () => (place) => <PlansView {...place} />)
