import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { CloseFinding } from '@/components/operators/events/close-finding'
import { Instant } from '@/components/operators/instant'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { formatMoney, formatNumber } from '@/lib/core/text/format'
import { getCheckResults } from '@/lib/operators/operations/findings'
import { closeFinding, refundFlaggedPayment, startCheck } from '../actions'

export const metadata: Metadata = { title: 'Discrepancies' }

export default async function FindingsPage() {
  await requireOperator()
  const { ledgerCheck, ledger, billingCheck, billing } = await getCheckResults()
  return (
    <>
      <PageHeader title="Discrepancies" description="Differences between Stripe and our ledger." />
      <div className="grid grid-cols-1 gap-6">
        <Card aria-labelledby="ledger-title">
          <CardHeader
            id="ledger-title"
            title="Ledger check"
            description={
              <>
                Last run: <Instant at={ledgerCheck?.finishedAt ?? null} />
                {ledgerCheck &&
                  `, ${formatNumber(ledgerCheck.workspaces)} workspaces, ${formatNumber(ledgerCheck.entries)} entries, ${formatNumber(ledgerCheck.differences)} discrepancies`}
              </>
            }
            action={
              <ActionForm
                action={startCheck}
                hidden={{ which: 'ledger' }}
                submit="Check ledger"
                size="sm"
                variant="secondary"
              />
            }
          />
          <ul className="grid gap-2 text-sm">
            {ledger.map((finding) => (
              <li key={finding.id}>
                Workspace {finding.workspaceId}, {finding.what}: found {finding.found}, expected{' '}
                {finding.expected}
              </li>
            ))}
          </ul>
          {ledger.length === 0 && <p className="text-sm text-muted">No discrepancies.</p>}
        </Card>
        <Card aria-labelledby="stripe-title">
          <CardHeader
            id="stripe-title"
            title="Stripe reconciliation"
            description={
              <>
                Last run: <Instant at={billingCheck?.finishedAt ?? null} />
                {billingCheck &&
                  `, ${formatNumber(billingCheck.objects)} objects, ${formatNumber(billingCheck.applied)} applied`}
              </>
            }
            action={
              <ActionForm
                action={startCheck}
                hidden={{ which: 'billing' }}
                submit="Reconcile with Stripe"
                size="sm"
                variant="secondary"
              />
            }
          />
          {billing.length === 0 && <p className="text-sm text-muted">No open discrepancies.</p>}
          <ul className="divide-y divide-line text-sm">
            {billing.map((finding) => (
              <li key={finding.id} className="grid gap-3 py-4 first:pt-0 last:pb-0">
                <div>
                  <p className="font-medium">{finding.what}</p>
                  <p className="break-all text-muted">
                    {finding.kind}, {finding.stripeId}
                    {finding.workspaceId !== null && `, workspace ${finding.workspaceId}`}, first seen{' '}
                    <Instant at={finding.firstSeenAt} />
                  </p>
                </div>
                {finding.refund && (
                  <div className="flex flex-wrap items-center gap-3">
                    <ActionForm
                      action={refundFlaggedPayment}
                      hidden={{ id: finding.id }}
                      submit={`Refund ${formatMoney(finding.refund.cents, finding.refund.currency)}`}
                      submitLabel={`Refund ${formatMoney(finding.refund.cents, finding.refund.currency)} for discrepancy ${finding.id}`}
                      size="sm"
                    />
                    <p className="text-muted">
                      {formatNumber(finding.refund.unspentCredits)} of {formatNumber(finding.refund.credits)}{' '}
                      credits are unspent and will be removed.
                    </p>
                  </div>
                )}
                <CloseFinding action={closeFinding} id={finding.id} />
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}
