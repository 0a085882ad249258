import { glanceLabel, summaryTone, topUpLink } from '@/components/credits/credit-labels'
import { OffersLink } from '@/components/credits/offers-link'
import { ToneDot } from '@/components/credits/tone-dot'
import type { CreditsSummary } from '@/lib/billing/views'

type BillingBarProps = {
  summary: CreditsSummary
  /** This page with plans and packs open over it. */
  sheetHref: string
}

/** On a phone, what is left and how to get more stays at the bottom: "116 credits left · Buy". */
export function BillingBar({ summary, sheetHref }: BillingBarProps) {
  const { label, href } = topUpLink(summary)
  return (
    <section
      aria-label="Credits left"
      className="fixed inset-x-0 bottom-0 z-10 flex items-center justify-between gap-3 border-t border-line bg-raised px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] shadow-float sm:hidden print:hidden"
    >
      <p className="flex min-w-0 items-center gap-2 font-medium">
        <ToneDot tone={summaryTone(summary)} />
        <span className="truncate">{glanceLabel(summary)}</span>
      </p>
      <OffersLink href={href} sheetHref={sheetHref} size="sm" aria-label={label}>
        {label.split(' ')[0]}
      </OffersLink>
    </section>
  )
}
