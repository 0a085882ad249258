'use client'

import { FileChartColumn, ImageIcon, type LucideIcon, Mail, MapPinHouse } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Icon } from '@/components/ui/icons/icon'
import type { LatestWork } from '@/lib/dashboard/views'
import type { WorkResult } from './work-labels'

const icons: Record<LatestWork['kind'], LucideIcon> = {
  report: FileChartColumn,
  image: ImageIcon,
  valuation: MapPinHouse,
  campaign: Mail,
}

export type WorkRow = {
  kind: LatestWork['kind']
  href: string
  title: string
  when: string
  result: WorkResult
}

/** Rendered in the browser too, so that a page sends the rows as data and not each of their elements. */
export function WorkRows({ rows }: { rows: WorkRow[] }) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {rows.map(({ kind, href, title, when, result }) => (
        <li key={href}>
          <Link
            href={href}
            className="-mx-3 flex items-center gap-4 rounded-control px-3 py-2.5 transition-colors hover:bg-sunken"
          >
            <span className="grid size-9 shrink-0 place-items-center rounded-control bg-brand-soft text-brand-ink">
              <Icon of={icons[kind]} className="size-4.5" />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{title}</span>
              <span className="block text-sm text-muted">{when}</span>
            </span>
            <span className="max-w-[45%] text-right text-sm">
              {'tone' in result ? (
                <Badge tone={result.tone}>{result.label}</Badge>
              ) : (
                <span className={result.look === 'strong' ? 'font-medium' : 'text-muted'}>
                  {result.label}
                </span>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
