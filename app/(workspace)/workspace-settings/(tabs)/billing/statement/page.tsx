import type { Metadata } from 'next'
import { StatementView } from '@/app/(workspace)/workspace-settings/_billing/statement-view'
import { billingPage } from '@/app/(workspace)/workspace-settings/billing-tab'
import { viewLabels } from '@/components/billing/shell/view-labels'

export const metadata: Metadata = { title: viewLabels.statement }

export default billingPage('statement', () => (place) => <StatementView {...place} />)
