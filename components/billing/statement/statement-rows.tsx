import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { Table, Td, Th } from '@/components/ui/table'
import type { StatementRow } from '@/lib/billing/views'
import { formatDateTime, formatNumber, formatSigned } from '@/lib/core/text/format'
import { EntryMetadata } from './entry-metadata'

type RowsProps = { rows: StatementRow[]; timeZone: string }

export function StatementTable({ rows, timeZone }: RowsProps) {
  return (
    <div className="hidden sm:block">
      <Table>
        <caption className="sr-only">Statement, newest first</caption>
        <thead>
          <tr>
            <Th>Date</Th>
            <Th>Description</Th>
            <Th>Member</Th>
            <Th className="text-right">Credits</Th>
            <Th className="text-right">Balance</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq} className="transition-colors hover:bg-sunken/60">
              <Td className="whitespace-nowrap text-muted">
                <time dateTime={row.at}>{formatDateTime(row.at, timeZone)}</time>
              </Td>
              <Td>
                <What row={row} />
              </Td>
              <Td className="text-muted">{row.who}</Td>
              <Td className="text-right">
                <Amount credits={row.amountCredits} />
              </Td>
              <Td className="text-right text-muted">{formatNumber(row.balanceAfterCredits)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

/** The same on a phone, with a card per row. */
export function StatementCards({ rows, timeZone }: RowsProps) {
  return (
    <ul className="divide-y divide-line sm:hidden">
      {rows.map((row) => (
        <li key={row.seq} className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 py-3 text-sm">
          <What row={row} />
          <Amount credits={row.amountCredits} />
          <p className="text-muted">
            <time dateTime={row.at}>{formatDateTime(row.at, timeZone)}</time> · {row.who}
          </p>
          <p className="text-right text-muted">
            <span className="sr-only">Balance </span>
            {formatNumber(row.balanceAfterCredits)}
          </p>
        </li>
      ))}
    </ul>
  )
}

function What({ row }: { row: StatementRow }) {
  return (
    <div className="min-w-0">
      {row.href ? (
        <Link
          href={row.href}
          // A receipt is loaded from Stripe when it is opened, not when its link becomes visible.
          prefetch={row.subject?.kind === 'purchase' ? false : undefined}
          className="font-medium text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
        >
          {row.what}
        </Link>
      ) : (
        <span className="font-medium">{row.what}</span>
      )}
      {row.note && <p className="text-muted">{row.note}</p>}
      <EntryMetadata metadata={row.metadata} />
    </div>
  )
}

/** The sign and the arrow carry the meaning; the color repeats it. */
function Amount({ credits }: { credits: number }) {
  const Icon = credits > 0 ? ArrowDownLeft : ArrowUpRight
  return (
    <span
      className={cn(
        'inline-flex items-center justify-end gap-1 font-medium whitespace-nowrap',
        credits > 0 && 'text-good-ink',
      )}
    >
      <Icon className="size-3.5 opacity-70" aria-hidden="true" />
      {formatSigned(credits)}
    </span>
  )
}
