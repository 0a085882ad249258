import { Coins } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatCredits, formatNumber } from '@/lib/core/format'
import type { Quote } from '@/lib/metering/types'
import { wayOutLink } from './credit-words'

type CostTagProps = {
  quote: Pick<Quote, 'credits' | 'leftCredits' | 'capLeftCredits' | 'affordable'>
  /** What this person can do when it is too much. */
  wayOut: CreditsSummary['wayOut']
  className?: string
}

const CAP_WAY = { label: 'Ask for more', href: '/workspace-settings?tab=billing#caps' }

/** What an action costs and what is left after it, beside the button that spends it (R7, R11). */
export function CostTag({ quote, wayOut, className }: CostTagProps) {
  const { credits, leftCredits, capLeftCredits, affordable } = quote
  const capped = capLeftCredits !== null && credits > capLeftCredits && credits <= leftCredits
  const way = capped ? CAP_WAY : wayOutLink({ wayOut, meters: null })
  return (
    <p className={cn('flex flex-wrap items-center gap-x-2 gap-y-1 text-sm', className)}>
      <span
        className={cn(
          'inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 font-medium',
          affordable ? 'bg-brass-soft text-brass-ink' : 'bg-bad-soft text-bad-ink',
        )}
      >
        <Coins className="size-4" aria-hidden="true" />
        {formatCredits(credits)}
      </span>
      {affordable ? (
        <span className="text-muted">{formatNumber(leftCredits - credits)} left after this</span>
      ) : (
        <span>
          {credits > leftCredits
            ? `You have ${formatNumber(leftCredits)}, ${formatNumber(credits - leftCredits)} too few.`
            : capped
              ? `Your cap leaves ${formatNumber(capLeftCredits)} of them until the reset.`
              : 'Your trial or plan has ended, so nothing can be spent.'}{' '}
          <Link href={way.href} className="font-medium text-brand-ink underline underline-offset-2">
            {way.label}
          </Link>
        </span>
      )}
    </p>
  )
}
