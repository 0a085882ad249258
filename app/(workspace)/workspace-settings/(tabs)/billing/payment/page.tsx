import type { Metadata } from 'next'
import { PaymentView } from '@/app/(workspace)/workspace-settings/_billing/payment-view'
import { billingPage } from '@/app/(workspace)/workspace-settings/billing-tab'
import { viewLabels } from '@/components/billing/shell/view-labels'

export const metadata: Metadata = { title: viewLabels.payment }

export default billingPage('payment', () => (place) => <PaymentView {...place} />)
