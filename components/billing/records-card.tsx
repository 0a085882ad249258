import { CreditCard, FileDown, ReceiptText } from 'lucide-react'
import { ActionButton } from '@/components/ui/action-button'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { FormAction } from '@/components/ui/form-action'
import { Table, Td, Th } from '@/components/ui/table'
import type { BillingRecord, PaymentMethod } from '@/lib/billing/views'
import { formatDate, formatMoney } from '@/lib/core/format'

type RecordsCardProps = {
  records: BillingRecord[]
  paymentMethod: PaymentMethod | null
  timeZone: string
  openPortal: FormAction
}

/** What pays, and what was paid: invoices of the plan and receipts of packs, each at Stripe. */
export function RecordsCard({ records, paymentMethod, timeZone, openPortal }: RecordsCardProps) {
  return (
    <Card id="invoices" aria-labelledby="invoices-title">
      <CardHeader
        id="invoices-title"
        title="Payment and invoices"
        action={
          <ActionButton action={openPortal} variant="secondary" size="sm">
            Manage at Stripe
          </ActionButton>
        }
      />
      <p className="flex items-center gap-2.5 text-sm">
        <CreditCard className="size-4.5 shrink-0 text-muted" aria-hidden="true" />
        {paymentMethod ? (
          <span>
            <span className="inline-block font-medium first-letter:uppercase">{paymentMethod.words}</span>
            {paymentMethod.expires && <span className="text-muted">, expires {paymentMethod.expires}</span>}
          </span>
        ) : (
          <span className="text-muted">No payment method is kept for the plan.</span>
        )}
      </p>
      {records.length > 0 ? (
        <Records records={records} timeZone={timeZone} />
      ) : (
        <EmptyState icon={ReceiptText} title="No invoices yet">
          Each payment will be listed here with its invoice or receipt.
        </EmptyState>
      )}
    </Card>
  )
}

function Records({ records, timeZone }: Pick<RecordsCardProps, 'records' | 'timeZone'>) {
  return (
    <Table className="mt-4">
      <caption className="sr-only">Invoices and receipts, newest first</caption>
      <thead>
        <tr>
          <Th>Date</Th>
          <Th>What</Th>
          <Th className="text-right">Amount</Th>
          <Th>Status</Th>
          <Th>
            <span className="sr-only">Document</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id}>
            <Td className="whitespace-nowrap text-muted">{formatDate(record.at, timeZone)}</Td>
            <Td>
              <What record={record} />
            </Td>
            <Td className="text-right font-medium">{formatMoney(record.amountCents)}</Td>
            <Td>
              <Badge tone={statusWords[record.status].tone}>{statusWords[record.status].label}</Badge>
            </Td>
            <Td className="text-right">
              {record.pdfHref && (
                <a
                  href={record.pdfHref}
                  className="inline-flex items-center gap-1.5 text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
                >
                  <FileDown className="size-4" aria-hidden="true" />
                  PDF<span className="sr-only"> of {record.number ?? record.what}</span>
                </a>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function What({ record: { what, number, href } }: { record: BillingRecord }) {
  const label = (
    <>
      {what}
      {number && <span className="sr-only">, {number}</span>}
    </>
  )
  return (
    <div className="min-w-28">
      {href ? (
        <a
          href={href}
          target="_blank"
          rel="noreferrer"
          className="font-medium text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
        >
          {label}
        </a>
      ) : (
        <span className="font-medium">{label}</span>
      )}
      {number && (
        <p className="text-xs text-muted" aria-hidden="true">
          {number}
        </p>
      )}
    </div>
  )
}

const statusWords: Record<BillingRecord['status'], { label: string; tone: BadgeTone }> = {
  paid: { label: 'Paid', tone: 'good' },
  open: { label: 'To be paid', tone: 'warn' },
  unpaid: { label: 'Not paid', tone: 'bad' },
  void: { label: 'Void', tone: 'neutral' },
  'part-refunded': { label: 'Part refunded', tone: 'neutral' },
  refunded: { label: 'Refunded', tone: 'neutral' },
  disputed: { label: 'Disputed', tone: 'warn' },
}
