import { Coins } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { CreditsSummary } from '@/lib/billing/views'
import { countOf, formatCredits, formatDate, formatNumber } from '@/lib/core/text/format'
import { spendBlocker } from '@/lib/metering/shared/spend-blocker'
import type { CountedLimit } from '@/lib/metering/types'
import type { ShownQuote } from './confirmed-quote'
import { type WayOutLink, wayOutLink } from './credit-labels'

type CostTagProps = {
  quote: ShownQuote
  /** What this person can do when it is too much. */
  wayOut: CreditsSummary['wayOut']
  className?: string
}

const LIMIT_WAY = { label: 'Ask for more', href: '/workspace-settings?tab=billing#spending-limits' }
const PLANS_WAY = { label: 'Upgrade', href: '/workspace-settings?tab=billing#plans' }

/**
 * What an action costs and what is left after it, beside the button that begins it: in credits (R7, R11) or counted
 * against a plan's monthly limit (R3). What stands in its way is named with the way out.
 */
export function CostTag({ quote, wayOut, className }: CostTagProps) {
  const { credits, limit, stopped } = quote
  if (limit && !stopped) return <LimitTag limit={limit} units={quote.units} className={className} />
  if (credits === 0 && !stopped)
    return <p className={cn('text-sm text-muted', className)}>Included in your plan, and not counted.</p>
  const way = wayOutLink({ wayOut, meters: null })
  return (
    <p className={cn('flex flex-wrap items-center gap-x-2 gap-y-1 text-sm', className)}>
      {credits > 0 && (
        <span
          className={cn(
            'inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 font-medium',
            spendBlocker(quote) ? 'bg-bad-soft text-bad-ink' : 'bg-brass-soft text-brass-ink',
          )}
        >
          <Coins className="size-4" aria-hidden="true" />
          {formatCredits(credits)}
        </span>
      )}
      <Left quote={quote} way={way} />
    </p>
  )
}

function Left({ quote, way }: { quote: ShownQuote; way: WayOutLink }) {
  const { credits, leftCredits, spendingLimitLeftCredits } = quote
  switch (spendBlocker(quote)) {
    case 'credits':
      return (
        <span>
          You have {formatNumber(leftCredits)}, {formatNumber(credits - leftCredits)} too few.{' '}
          <Way {...way} />
        </span>
      )
    case 'spending-limit':
      return (
        <span>
          Your spending limit leaves you {formatCredits(spendingLimitLeftCredits ?? 0)} until the reset.{' '}
          <Way {...LIMIT_WAY} />
        </span>
      )
    case 'stopped':
      return (
        <span>
          Your trial or plan has ended, so nothing can be spent. <Way {...way} />
        </span>
      )
    default:
      return <span className="text-muted">{formatNumber(leftCredits - credits)} left after this</span>
  }
}

function LimitTag({ limit, units, className }: { limit: CountedLimit; units: number; className?: string }) {
  const { metric, used, resetsAt, timeZone } = limit
  const one = metric.replace(/s$/, '')
  const most = formatNumber(limit.limit)
  if (used + units <= limit.limit) {
    return (
      <p className={cn('text-sm text-muted', className)}>
        Counts as {countOf(units, one)}: {formatNumber(used)} of {most} are used this month.
      </p>
    )
  }
  return (
    <p className={cn('text-sm', className)}>
      {used >= limit.limit
        ? `All ${most} ${metric} of this month are used.`
        : `Counts as ${countOf(units, one)}, and ${formatNumber(limit.limit - used)} of ${most} are left this month.`}{' '}
      They start again at zero on {formatDate(resetsAt, timeZone)}. <Way {...PLANS_WAY} />
    </p>
  )
}

function Way({ label, href }: WayOutLink) {
  return (
    <Link href={href} className="font-medium text-brand-ink underline underline-offset-2">
      {label}
    </Link>
  )
}
