import Link from 'next/link'
import { Table, Td, Th } from '@/components/ui/table'
import { formatNumber } from '@/lib/core/text/format'
import { LimitCell } from '../spending-limits/limit-cell'
import { sharePercent } from './usage-data'
import type { UsageTableRow } from './usage-rows'

type Row = UsageTableRow & { href?: string | undefined; color?: string | undefined }

type UsageTableProps = {
  id: string
  title: string
  /** Heading of the first column. */
  head: string
  rows: Row[]
  totalCredits: number
  /** Whether the table has a column of spending limits, and whether they can be edited. */
  limits?: 'none' | 'read' | 'edit'
}

/** Credits of a cycle, or of a part of it, with their share and count. */
export function UsageTable({ id, title, head, rows, totalCredits, limits = 'none' }: UsageTableProps) {
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={id} className="break-inside-avoid">
      <h3 id={id} className="text-sm font-semibold">
        {title}
      </h3>
      <Table aria-labelledby={id} className="mt-1">
        <thead>
          <tr>
            <Th>{head}</Th>
            <Th className="hidden w-2/5 md:table-cell">Share</Th>
            <Th className="text-right">Count</Th>
            <Th className="text-right">Credits</Th>
            {limits !== 'none' && <Th className="w-32 text-right sm:w-44">Limit per cycle</Th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const percent = sharePercent(row.credits, totalCredits)
            return (
              <tr key={row.key} hidden={row.hidden}>
                <th scope="row" className="border-b border-line/70 py-3 pr-3 text-left align-top font-normal">
                  <Name row={row} />
                </th>
                <Td className="hidden md:table-cell">
                  <Share percent={percent} color={row.color} />
                </Td>
                <Td className="text-right text-muted">{formatNumber(row.times)}</Td>
                <Td className="text-right font-medium whitespace-nowrap">
                  {formatNumber(row.credits)}
                  <span className="block text-xs font-normal text-muted md:hidden">{percent}%</span>
                </Td>
                {limits !== 'none' && (
                  <Td className="text-right">
                    {row.limit && <LimitCell row={row.limit} canEdit={limits === 'edit'} />}
                  </Td>
                )}
              </tr>
            )
          })}
        </tbody>
      </Table>
    </section>
  )
}

function Name({ row: { name, href, credits } }: { row: Row }) {
  if (!href || credits === 0) return <span className="break-words">{name}</span>
  return (
    <Link
      href={href}
      className="break-words text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
    >
      {name}
    </Link>
  )
}

/** The bar repeats the number next to it. */
function Share({ percent, color = 'var(--brand)' }: { percent: number; color: string | undefined }) {
  return (
    <span className="flex items-center gap-3">
      <svg aria-hidden="true" className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-sunken">
        <rect width={`${percent}%`} height="100%" fill={color} />
      </svg>
      <span className="w-10 text-right text-muted">{percent}%</span>
    </span>
  )
}
