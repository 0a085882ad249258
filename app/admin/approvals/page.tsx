import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/operator-action'
import { WaitingAdjustments } from '@/components/operators/waiting-adjustments'
import { WaitingChanges } from '@/components/operators/waiting-changes'
import { PageHeader } from '@/components/ui/page-header'
import { markOfAdjustment, waitingAdjustments } from '@/lib/operators/adjust-credits'
import { differencesOf } from '@/lib/operators/change-preview'
import { waitingChanges } from '@/lib/operators/decide-change'
import { decide } from '../actions'
import { decideCatalogChange, withdrawCatalogChange } from '../approval-actions'

export const metadata: Metadata = { title: 'Approvals' }

export default async function ApprovalsPage() {
  const operator = await requireOperator()
  const [changes, adjustments] = await Promise.all([waitingChanges(), waitingAdjustments()])
  return (
    <>
      <PageHeader title="Approvals" description="Large changes need two operators." />
      <WaitingAdjustments
        waiting={adjustments.map((one) => ({ ...one, mark: markOfAdjustment(one) }))}
        operatorId={operator.userId}
        decide={decide}
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
