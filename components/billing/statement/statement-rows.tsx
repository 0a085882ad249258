'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { Table, Td, Th } from '@/components/ui/table'
import { formatDateTime, formatNumber, formatSigned } from '@/lib/core/text/format'
import { EntryMetadata } from './entry-metadata'
import { groupTitle, groupWho, type HoldStep, holdSteps, moreOnOtherPage } from './group-labels'
import { isShownGroup, type ShownEntry, type ShownRow } from './shown-rows'

type RowsProps = { rows: readonly ShownRow[]; timeZone: string }

/**
 * The rows as a table, and as cards on a phone. Rendered in the browser too: the page then contains the rows once as data
 * instead of every element of both a second time.
 */
export function StatementRows(props: RowsProps) {
  return (
    <>
      <Arrows />
      <StatementTable {...props} />
      <StatementCards {...props} />
    </>
  )
}

/**
 * A group's rows follow its first row and are shown while its `details` is open, so all amounts and balances stay in their
 * columns. In print everything is shown.
 */
function StatementTable({ rows, timeZone }: RowsProps) {
  return (
    <div className="hidden sm:block print:block">
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
        {rows.map((row) =>
          isShownGroup(row) ? (
            <tbody key={row.rows[0]?.seq} className="group/entries">
              <tr className="break-inside-avoid transition-colors hover:bg-sunken/60">
                <DateCell at={row.rows[0]?.at ?? ''} timeZone={timeZone} />
                <Td>
                  <details className="group/details">
                    <GroupSummary title={groupTitle(row)} />
                  </details>
                  {row.continues && <p className="pl-5 text-muted">{moreOnOtherPage}</p>}
                </Td>
                <Td className="text-muted">{groupWho(row)}</Td>
                <Td className="text-right">
                  <Amount credits={row.amountCredits} />
                </Td>
                <Td className="text-right text-muted">{formatNumber(row.balanceAfterCredits)}</Td>
              </tr>
              {row.rows.map((entry) => (
                <EntryRow key={entry.seq} row={entry} timeZone={timeZone} inGroup />
              ))}
              {holdSteps(row).map((step) => (
                <StepRow key={step.what} step={step} timeZone={timeZone} />
              ))}
            </tbody>
          ) : (
            <tbody key={row.seq}>
              <EntryRow row={row} timeZone={timeZone} />
            </tbody>
          ),
        )}
      </Table>
    </div>
  )
}

const inGroupClass = 'hidden bg-sunken/40 group-has-[[open]]/entries:table-row print:table-row'

type EntryRowProps = { row: ShownEntry; timeZone: string; inGroup?: boolean }

function EntryRow({ row, timeZone, inGroup = false }: EntryRowProps) {
  return (
    <tr className={cn('break-inside-avoid', inGroup ? inGroupClass : 'transition-colors hover:bg-sunken/60')}>
      <DateCell at={row.at} timeZone={timeZone} />
      <Td className={cn(inGroup && 'pl-8')}>
        <What row={row} />
      </Td>
      <Td className="text-muted">{row.who}</Td>
      <Td className="text-right">
        <Amount credits={row.amountCredits} />
      </Td>
      <Td className="text-right text-muted">{formatNumber(row.balanceAfterCredits)}</Td>
    </tr>
  )
}

/** What happened without an entry: credits were held or released, and the balance stayed the same. */
function StepRow({ step: { at, what }, timeZone }: { step: HoldStep; timeZone: string }) {
  return (
    <tr className={cn('break-inside-avoid text-muted', inGroupClass)}>
      <DateCell at={at} timeZone={timeZone} />
      <Td className="pl-8" colSpan={4}>
        {what}
      </Td>
    </tr>
  )
}

function DateCell({ at, timeZone }: { at: string; timeZone: string }) {
  return (
    <Td className="whitespace-nowrap text-muted">
      <time dateTime={at}>{formatDateTime(at, timeZone)}</time>
    </Td>
  )
}

function GroupSummary({ title }: { title: string }) {
  return (
    <summary className="flex cursor-pointer list-none items-start gap-1 rounded-control font-medium [&::-webkit-details-marker]:hidden">
      <ChevronRight
        aria-hidden="true"
        className="mt-0.5 size-4 shrink-0 text-muted transition-transform group-open/details:rotate-90 print:hidden"
      />
      <span className="min-w-0 break-words">{title}</span>
    </summary>
  )
}

/** The same on a phone, with a card per row. */
function StatementCards({ rows, timeZone }: RowsProps) {
  return (
    <ul className="divide-y divide-line sm:hidden print:hidden">
      {rows.map((row) =>
        isShownGroup(row) ? (
          <li key={row.rows[0]?.seq} className="py-3 text-sm">
            <details className="group/details">
              <summary className="grid cursor-pointer list-none grid-cols-[1fr_auto] gap-x-4 gap-y-1 rounded-control [&::-webkit-details-marker]:hidden">
                <span className="flex min-w-0 items-start gap-1 font-medium">
                  <ChevronRight
                    aria-hidden="true"
                    className="mt-0.5 size-4 shrink-0 text-muted transition-transform group-open/details:rotate-90"
                  />
                  <span className="min-w-0 break-words">{groupTitle(row)}</span>
                </span>
                <Amount credits={row.amountCredits} />
                <span className="pl-5 text-muted">
                  {formatDateTime(row.rows[0]?.at ?? '', timeZone)} · {groupWho(row)}
                </span>
                <Balance credits={row.balanceAfterCredits} />
              </summary>
              {row.continues && <p className="mt-1 pl-5 text-muted">{moreOnOtherPage}</p>}
              <ul className="mt-2 ml-5 divide-y divide-line border-t border-line">
                {row.rows.map((entry) => (
                  <EntryCard key={entry.seq} row={entry} timeZone={timeZone} />
                ))}
                {holdSteps(row).map(({ at, what }) => (
                  <li key={what} className="py-3 text-muted">
                    {what}
                    <time dateTime={at} className="block">
                      {formatDateTime(at, timeZone)}
                    </time>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ) : (
          <EntryCard key={row.seq} row={row} timeZone={timeZone} />
        ),
      )}
    </ul>
  )
}

function EntryCard({ row, timeZone }: { row: ShownEntry; timeZone: string }) {
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 py-3 text-sm">
      <What row={row} />
      <Amount credits={row.amountCredits} />
      <p className="text-muted">
        <time dateTime={row.at}>{formatDateTime(row.at, timeZone)}</time> · {row.who}
      </p>
      <Balance credits={row.balanceAfterCredits} />
    </li>
  )
}

function Balance({ credits }: { credits: number }) {
  return (
    <span className="text-right text-muted">
      <span className="sr-only">Balance </span>
      {formatNumber(credits)}
    </span>
  )
}

function What({ row }: { row: ShownEntry }) {
  const title = row.name ?? row.what
  return (
    <div className="min-w-0 break-words">
      {row.href ? (
        <Link
          href={row.href}
          // Fifty links on a page; a receipt is even loaded from Stripe when it is opened.
          prefetch={false}
          className="font-medium text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
        >
          {title}
        </Link>
      ) : (
        <span className="font-medium">{title}</span>
      )}
      {row.note && <p className="text-muted">{row.note}</p>}
      <EntryMetadata metadata={row.metadata} />
    </div>
  )
}

/** The sign and the arrow carry the meaning; the color repeats it. */
function Amount({ credits }: { credits: number }) {
  return (
    <span
      className={cn(
        'inline-flex items-center justify-end gap-1 font-medium whitespace-nowrap',
        credits > 0 && 'text-good-ink',
      )}
    >
      <svg className="size-3.5 opacity-70" aria-hidden="true">
        <use href={credits > 0 ? '#arrow-added' : '#arrow-spent'} />
      </svg>
      {formatSigned(credits)}
    </span>
  )
}

/** Drawn once and used by every row. */
function Arrows() {
  const look = {
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: 2,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const
  return (
    <svg className="absolute size-0" aria-hidden="true">
      <symbol id="arrow-added" {...look}>
        <path d="M17 7 7 17M17 17H7V7" />
      </symbol>
      <symbol id="arrow-spent" {...look}>
        <path d="M7 7h10v10M7 17 17 7" />
      </symbol>
    </svg>
  )
}
