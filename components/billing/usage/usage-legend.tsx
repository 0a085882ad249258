import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { UsageSelection } from '@/lib/billing/statement/usage-breakdown'
import type { ActionKey } from '@/lib/credits/shared/actions'
import type { UsageChartData } from './usage-data'

type UsageLegendProps = {
  series: UsageChartData['series']
  selection: UsageSelection
  selectHref: (selection: UsageSelection) => string
}

/** The colors of the chart. Each entry is a link that limits the tables to its action, and back. */
export function UsageLegend({ series, selection, selectHref }: UsageLegendProps) {
  const hrefOf = (action: ActionKey) =>
    selectHref({ ...selection, action: selection.action === action ? undefined : action })
  return (
    <ul aria-label="Actions in the chart" className="mt-3 flex flex-wrap gap-2">
      {series.map(({ action, label, color }) => {
        const isSelected = selection.action === action
        return (
          <li key={action}>
            <Link
              href={hrefOf(action)}
              scroll={false}
              aria-current={isSelected ? 'true' : undefined}
              className={cn(
                'inline-flex items-center gap-1.5 rounded-full border border-line px-2.5 py-1 text-xs transition-colors hover:bg-sunken print:border-0 print:p-0',
                isSelected && 'border-brand bg-brand-soft font-medium text-brand-ink',
                selection.action && !isSelected && 'text-muted',
              )}
            >
              <svg aria-hidden="true" viewBox="0 0 8 8" className="size-2">
                <circle cx="4" cy="4" r="4" fill={color} />
              </svg>
              {label}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
