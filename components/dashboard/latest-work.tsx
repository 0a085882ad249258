'use client'

import { FileChartColumn, ImageIcon, type LucideIcon, Mail, MapPinHouse } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icons/icon'
import type { WorkRow } from './card-rows'

const icons: Record<WorkRow['kind'], LucideIcon> = {
  report: FileChartColumn,
  image: ImageIcon,
  valuation: MapPinHouse,
  campaign: Mail,
}

/** Recent work of every kind, each row linking to it. */
export function LatestWorkCard({ rows }: { rows: WorkRow[] }) {
  return (
    <Card aria-labelledby="latest-title">
      <CardHeader id="latest-title" title="Recent work" />
      {rows.length === 0 ? (
        <EmptyState
          icon={FileChartColumn}
          title="Nothing created yet"
          action={<ButtonLink href="/reports/new">Create report</ButtonLink>}
          className="py-6"
        >
          Your recent reports, images, valuations and campaigns appear here.
        </EmptyState>
      ) : (
        <Rows rows={rows} />
      )}
    </Card>
  )
}

function Rows({ rows }: { rows: WorkRow[] }) {
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
