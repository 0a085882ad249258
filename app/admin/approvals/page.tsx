import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { WaitingChanges } from '@/components/operators/catalog/waiting-changes'
import { WaitingAdjustments } from '@/components/operators/waiting-adjustments'
import { PageHeader } from '@/components/ui/page-header'
import { differencesOf } from '@/lib/operators/approvals/change-preview'
import { waitingChanges } from '@/lib/operators/approvals/decide-change'
import { markOfAdjustment, waitingAdjustments } from '@/lib/operators/workspaces/adjust-credits'
import { decideAdjustment, decideCatalogChange, withdrawCatalogChange } from '../actions'

export const metadata: Metadata = { title: 'Approvals' }

export default async function ApprovalsPage() {
  const operator = await requireOperator()
  const [changes, adjustments] = await Promise.all([waitingChanges(), waitingAdjustments()])
  return (
    <>
      <PageHeader title="Approvals" description="Large changes need approval from a second operator." />
      <WaitingAdjustments
        waiting={adjustments.map((adjustment) => ({ ...adjustment, mark: markOfAdjustment(adjustment) }))}
        operatorId={operator.userId}
        decide={decideAdjustment}
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
