import { CreditCard, FileDown, ReceiptText } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Table, Td, Th } from '@/components/ui/table'
import type { BillingRecord, PaymentMethod } from '@/lib/billing/views'
import { formatDate, formatMoney } from '@/lib/core/text/format'
import { statusLabels } from './record-labels'

type RecordsCardProps = {
  records: BillingRecord[]
  paymentMethod: PaymentMethod | null
  timeZone: string
  /** The page with all invoices; null when all are shown. */
  allHref: string | null
  openPortal: FormAction
}

/** The payment method and the invoices of plan and packs, each with its receipt and PDF from Stripe. */
export function RecordsCard({ records, paymentMethod, timeZone, allHref, openPortal }: RecordsCardProps) {
  return (
    <Card id="invoices" aria-labelledby="invoices-title">
      <CardHeader
        id="invoices-title"
        title="Payment and invoices"
        action={
          <ActionButton action={openPortal} variant="secondary" size="sm">
            Manage in Stripe
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
          <span className="text-muted">No payment method saved.</span>
        )}
      </p>
      {records.length > 0 ? (
        <>
          <Records records={records} timeZone={timeZone} />
          {allHref && (
            <p className="mt-3 text-sm">
              <Link href={allHref} className={documentLink}>
                Show all invoices
              </Link>
            </p>
          )}
        </>
      ) : (
        <EmptyState icon={ReceiptText} title="No invoices yet">
          Your invoices and receipts will appear here.
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
          <Th>Description</Th>
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
            <Td className="text-right">
              <Amount record={record} />
            </Td>
            <Td>
              <Badge tone={statusLabels[record.status].tone}>{statusLabels[record.status].label}</Badge>
            </Td>
            <Td className="text-right">
              <Documents record={record} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** The amount, its tax, and what a buyer abroad was charged in their own currency. */
function Amount({ record: { amountCents, taxCents, currency, presentment } }: { record: BillingRecord }) {
  return (
    <>
      <span className="font-medium">{formatMoney(amountCents, currency)}</span>
      {taxCents !== 0 && (
        <span className="block text-xs text-muted">incl. {formatMoney(taxCents, currency)} tax</span>
      )}
      {presentment && (
        <span className="block text-xs text-muted">
          charged as {formatMoney(presentment.cents, presentment.currency)}
        </span>
      )}
    </>
  )
}

const documentLink =
  'inline-flex items-center gap-1.5 text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current'

function Documents({ record: { pdfHref, receiptHref, number, what } }: { record: BillingRecord }) {
  const of = <span className="sr-only"> for {number ?? what}</span>
  return (
    <span className="inline-flex flex-wrap justify-end gap-x-4 gap-y-1">
      {receiptHref && (
        <a href={receiptHref} target="_blank" rel="noreferrer" className={documentLink}>
          Receipt{of}
        </a>
      )}
      {pdfHref && (
        <a href={pdfHref} className={documentLink}>
          <FileDown className="size-4" aria-hidden="true" />
          PDF{of}
        </a>
      )}
    </span>
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
