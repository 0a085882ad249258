import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { WaitingChanges } from '@/components/operators/catalog/waiting-changes'
import { WaitingRefunds } from '@/components/operators/payments/waiting-refunds'
import { WaitingAdjustments } from '@/components/operators/waiting-adjustments'
import { PageHeader } from '@/components/ui/page-header'
import { differencesOf } from '@/lib/operators/approvals/change-preview'
import { waitingChanges } from '@/lib/operators/approvals/decide-change'
import { markOfRefund, waitingRefunds } from '@/lib/operators/refunds/request-refund'
import { markOfAdjustment, waitingAdjustments } from '@/lib/operators/workspaces/adjust-credits'
import { decideAdjustment, decideCatalogChange, withdrawCatalogChange } from '../actions'
import { decidePaymentRefund } from '../refund-actions'

export const metadata: Metadata = { title: 'Approvals' }

export default async function ApprovalsPage() {
  const operator = await requireOperator()
  const [changes, adjustments, refunds] = await Promise.all([
    waitingChanges(),
    waitingAdjustments(),
    waitingRefunds(),
  ])
  return (
    <>
      <PageHeader title="Approvals" description="Large changes need approval from a second operator." />
      <WaitingAdjustments
        waiting={adjustments.map((adjustment) => ({ ...adjustment, mark: markOfAdjustment(adjustment) }))}
        operatorId={operator.userId}
        decide={decideAdjustment}
      />
      <WaitingRefunds
        waiting={refunds.map((refund) => ({ ...refund, mark: markOfRefund(refund) }))}
        operatorId={operator.userId}
        decide={decidePaymentRefund}
      />
      <WaitingChanges
        changes={changes.map((change) => ({ ...change, differences: differencesOf(change) }))}
        operatorId={operator.userId}
        decide={decideCatalogChange}
        withdraw={withdrawCatalogChange}
      />
    </>
  )
}
