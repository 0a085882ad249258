import { Coins } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { billingHref } from '@/lib/billing/shared/billing-address'
import type { CreditsSummary } from '@/lib/billing/views'
import { countOf, formatCredits, formatDate, formatNumber } from '@/lib/core/text/format'
import { spendBlocker } from '@/lib/metering/shared/spend-blocker'
import type { CountedLimit } from '@/lib/metering/types'
import type { ShownQuote } from './confirmed-quote'
import { type TopUpLink, topUpLink } from './credit-labels'
import { RatePopover } from './rate-popover'

type CostTagProps = {
  quote: ShownQuote
  /** What this person can do when the balance is too low. */
  nextStep: CreditsSummary['nextStep']
  className?: string
}

const LIMIT_STEP = { label: 'Ask for more', href: billingHref('usage', { anchor: 'spending-limits' }) }
const PLANS_STEP = { label: 'Upgrade', href: billingHref('plans', { anchor: 'plans' }) }

/**
 * What an action costs and what is left after it, next to the button that starts it: in credits (R7, R11) or counted
 * against a plan's monthly limit (R3). Its rule is one click away (R5). When the action is blocked, it says why and links to the next step.
 */
export function CostTag({ quote, nextStep, className }: CostTagProps) {
  const { credits, limit, stopped } = quote
  if (limit && !stopped) return <LimitTag limit={limit} units={quote.units} className={className} />
  if (credits === 0 && !stopped)
    return <p className={cn('text-sm text-muted', className)}>Included in your plan.</p>
  const link = topUpLink({ nextStep, meters: null })
  return (
    <div className={cn('flex flex-wrap items-center gap-x-2 gap-y-1 text-sm', className)}>
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
      {quote.rate && <RatePopover rate={quote.rate} />}
      <Left quote={quote} link={link} />
    </div>
  )
}

function Left({ quote, link }: { quote: ShownQuote; link: TopUpLink }) {
  const { credits, leftCredits, spendingLimitLeftCredits } = quote
  switch (spendBlocker(quote)) {
    case 'credits':
      return (
        <span>
          You have {formatCredits(leftCredits)}. You need {formatNumber(credits - leftCredits)} more.{' '}
          <NextStep {...link} />
        </span>
      )
    case 'spending-limit':
      return (
        <span>
          Your spending limit leaves you {formatCredits(spendingLimitLeftCredits ?? 0)} until the reset.{' '}
          <NextStep {...LIMIT_STEP} />
        </span>
      )
    case 'stopped':
      return (
        <span>
          Your trial or plan has ended, so you can’t spend credits. <NextStep {...link} />
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
        Uses {countOf(units, one)}. {formatNumber(used)} of {most} used this month.
      </p>
    )
  }
  return (
    <p className={cn('text-sm', className)}>
      {used >= limit.limit
        ? `You’ve used all ${most} ${metric} for this month.`
        : `Uses ${countOf(units, one)}, but only ${formatNumber(limit.limit - used)} of ${most} are left this month.`}{' '}
      Resets on {formatDate(resetsAt, timeZone)}. <NextStep {...PLANS_STEP} />
    </p>
  )
}

function NextStep({ label, href }: TopUpLink) {
  return (
    <Link href={href} className="font-medium text-brand-ink underline underline-offset-2">
      {label}
    </Link>
  )
}
