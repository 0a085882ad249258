import { ReceiptText } from 'lucide-react'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { can } from '@/lib/auth/permissions'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { getPlanStanding } from '@/lib/billing/subscription/plan-standing'
import { AutoTopUpSection } from './sections/auto-top-up-section'
import { DetailsSection } from './sections/details-section'
import { RecordsSection } from './sections/records-section'
import { AutoTopUpSkeleton, DetailsSkeleton, RecordsSkeleton } from './skeletons'
import type { ViewProps } from './view-props'

/** Papers for the books: payment method, invoices, auto top-up and billing details; for owners and admins (R31). */
export async function PaymentView({ workspace, summary, params }: ViewProps) {
  if (!can(workspace.role, 'billing.read')) {
    return (
      <Alert title="Only owners and admins can see payments and invoices">
        Ask one of them for a copy of an invoice.
      </Alert>
    )
  }
  const { hasCustomer } = await getPlanStanding(workspace)
  const manages = can(workspace.role, 'billing.manage')
  return (
    <>
      {hasCustomer ? (
        <AsyncSection what="invoices" loading={<RecordsSkeleton />}>
          <RecordsSection workspace={workspace} summary={summary} params={params} />
        </AsyncSection>
      ) : (
        <Card>
          <EmptyState
            icon={ReceiptText}
            title="No invoices yet"
            action={
              <ButtonLink href={billingHref('plans')} variant="secondary">
                Compare plans
              </ButtonLink>
            }
          >
            Your payment method and invoices appear here after your first payment.
          </EmptyState>
        </Card>
      )}
      {manages && summary.nextStep === 'buy' && (
        <AsyncSection what="auto top-up" loading={<AutoTopUpSkeleton />}>
          <AutoTopUpSection workspace={workspace} />
        </AsyncSection>
      )}
      {manages && (
        <AsyncSection what="billing details" loading={<DetailsSkeleton />}>
          <DetailsSection workspace={workspace} />
        </AsyncSection>
      )}
    </>
  )
}
