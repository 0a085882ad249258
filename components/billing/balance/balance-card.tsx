import { BuyButton } from '@/components/credits/buy-button'
import { needsCredits, resetLabel } from '@/components/credits/credit-labels'
import { LimitMeters } from '@/components/credits/usage-bar'
import { cn } from '@/components/ui/cn'
import { billingHref } from '@/lib/billing/shared/billing-address'
import type { CreditsSummary, LimitMeter } from '@/lib/billing/views'
import { formatCredits, formatDate, formatTime } from '@/lib/core/text/format'
import { BalanceView, type CreditPart, type CreditPartsProps } from './balance-view'

type BalanceCardProps = {
  summary: CreditsSummary
  /** On the billing page: the page with plans and packs open over it. */
  sheetHref?: string
  /** How long the credits last; streams in. */
  children?: React.ReactNode
}

/** What is left, of which kind and until when; the three meters instead for a plan with limits (R24). */
export function BalanceCard({ summary, sheetHref, children }: BalanceCardProps) {
  const { usage, meters, fairUse, asOf, timeZone, plan, nextStep } = summary
  const canSpend = plan.spending === 'open' || plan.spending === 'overdue'
  const isOverview = sheetHref !== undefined
  return (
    <BalanceView
      title={meters ? 'This month’s limits' : 'Balance'}
      description={`${resetLabel(summary)} · as of ${formatTime(asOf, timeZone)}`}
      action={
        // On the billing page, a member asks below, and on a phone the bar at the bottom has the button.
        (!isOverview || nextStep !== 'ask-admin') && (
          <BuyButton
            nextStep={nextStep}
            meters={meters}
            sheetHref={sheetHref}
            size="sm"
            variant={needsCredits(summary) ? 'primary' : 'secondary'}
            className={cn('print:hidden', isOverview && 'max-sm:hidden')}
          />
        )
      }
      isOverview={isOverview}
      figures={
        meters
          ? null
          : {
              usage,
              unit: unitOf(usage.leftCredits, canSpend),
              hasBar: canSpend,
              parts: partsOf(summary, isOverview),
            }
      }
    >
      {meters ? (
        <>
          <LimitMeters meters={meters} />
          {fairUse && !isOverview && <FairUse meters={fairUse} />}
        </>
      ) : (
        children
      )}
    </BalanceView>
  )
}

function unitOf(credits: number, canSpend: boolean): string {
  const noun = credits === 1 ? 'credit' : 'credits'
  return canSpend || credits === 0 ? `${noun} left` : `${noun} you can’t use without a plan`
}

function FairUse({ meters }: { meters: LimitMeter[] }) {
  return (
    <section aria-labelledby="fair-use-title" className="mt-6 border-t border-line pt-4">
      <h3 id="fair-use-title" className="font-medium">
        Included, within fair use
      </h3>
      <p className="mb-3 text-sm text-muted">These don’t cost extra. Each has a limit per billing cycle.</p>
      <LimitMeters meters={meters} />
    </section>
  )
}

/** Allowance, extra, held and frozen credits, and how they add up. */
function partsOf(summary: CreditsSummary, isExplained: boolean): CreditPartsProps {
  const { allowanceLeft, extraLeft, extraEndsAt, frozenCredits, timeZone } = summary
  const { heldCredits } = summary.usage
  const isOnlyAllowance = extraLeft === 0 && heldCredits === 0 && frozenCredits === 0
  const part = (term: string, credits: number, hint: string | null): CreditPart => ({
    term,
    amount: formatCredits(credits),
    hint,
  })
  const extraEnds = extraEndsAt && `until ${formatDate(extraEndsAt, timeZone)}`
  const parts = [
    part('Allowance left', allowanceLeft, 'used first'),
    part('Extra credits left', extraLeft, extraEnds),
    ...(heldCredits > 0 ? [part('Held for work in progress', heldCredits, 'released if it fails')] : []),
    ...(frozenCredits > 0 ? [part('Frozen', frozenCredits, 'while a payment is disputed')] : []),
  ]
  return {
    parts,
    explainedBy: isExplained ? billingHref('statement', { query: { explain: 'now' } }) : undefined,
    // On a phone it would repeat the balance. The explanation is also on the statement.
    className: cn(
      isExplained && 'max-sm:mt-2 max-sm:pt-2',
      isExplained && isOnlyAllowance && 'max-sm:hidden',
    ),
  }
}
