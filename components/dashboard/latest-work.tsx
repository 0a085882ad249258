import { FileChartColumn, ImageIcon, type LucideIcon, Mail, MapPinHouse } from 'lucide-react'
import Link from 'next/link'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { inDays } from '@/lib/core/text/format'
import type { DashboardView, LatestWork } from '@/lib/dashboard/views'
import { workSummary } from './work-labels'

const icons: Record<LatestWork['kind'], LucideIcon> = {
  report: FileChartColumn,
  image: ImageIcon,
  valuation: MapPinHouse,
  campaign: Mail,
}

type Props = Pick<DashboardView, 'latest' | 'asOf'> & { timeZone: string }

/** Recent work of every kind, each row linking to it. */
export function LatestWorkCard({ latest, asOf, timeZone }: Props) {
  return (
    <Card aria-labelledby="latest-title">
      <CardHeader id="latest-title" title="Recent work" />
      {latest.length === 0 ? (
        <EmptyState
          icon={FileChartColumn}
          title="Nothing created yet"
          action={<ButtonLink href="/reports/new">Create report</ButtonLink>}
          className="py-6"
        >
          Your recent reports, images, valuations and campaigns appear here.
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
          {latest.map((work) => (
            <li key={work.row.id}>
              <WorkRow work={work} asOf={asOf} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function WorkRow({ work, asOf, timeZone }: { work: LatestWork; asOf: string; timeZone: string }) {
  const Icon = icons[work.kind]
  const { href, title, at, result } = workSummary(work)
  return (
    <Link
      href={href}
      className="-mx-3 flex items-center gap-4 rounded-control px-3 py-2.5 transition-colors hover:bg-sunken"
    >
      <span className="grid size-9 shrink-0 place-items-center rounded-control bg-brand-soft text-brand-ink">
        <Icon className="size-4.5" aria-hidden="true" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        <span className="block text-sm text-muted">{inDays(asOf, at, timeZone)}</span>
      </span>
      <span className="max-w-[45%] text-right text-sm">{result}</span>
    </Link>
  )
}
