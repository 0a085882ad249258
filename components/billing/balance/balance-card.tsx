import Link from 'next/link'
import { BuyButton } from '@/components/credits/buy-button'
import { needsCredits, resetLabel } from '@/components/credits/credit-labels'
import { LimitMeters, UsageBar } from '@/components/credits/usage-bar'
import { Card, CardHeader } from '@/components/ui/card'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatCredits, formatDate, formatNumber, formatTime } from '@/lib/core/text/format'

type BalanceCardProps = {
  summary: CreditsSummary
  /** The page that explains how the balance was calculated. */
  explainHref?: string
}

/** The balance, its parts and when they expire; the three meters instead for a plan with limits (R24). */
export function BalanceCard({ summary, explainHref }: BalanceCardProps) {
  const { usage, meters, fairUse, asOf, timeZone, plan } = summary
  const canSpend = plan.spending === 'open' || plan.spending === 'overdue'
  return (
    <Card aria-labelledby="balance-title">
      <CardHeader
        id="balance-title"
        title={meters ? 'This month’s limits' : 'Balance'}
        description={`${resetLabel(summary)} · as of ${formatTime(asOf, timeZone)}`}
        action={
          <BuyButton
            nextStep={summary.nextStep}
            meters={meters}
            size="sm"
            variant={needsCredits(summary) ? 'primary' : 'secondary'}
          />
        }
      />
      {meters ? (
        <>
          <LimitMeters meters={meters} />
          {fairUse && (
            <section aria-labelledby="fair-use-title" className="mt-6 border-t border-line pt-4">
              <h3 id="fair-use-title" className="font-medium">
                Included, within fair use
              </h3>
              <p className="mb-3 text-sm text-muted">
                These don’t cost extra. Each has a limit per billing cycle.
              </p>
              <LimitMeters meters={fairUse} />
            </section>
          )}
        </>
      ) : (
        <>
          <p className="mb-4 flex items-baseline gap-2">
            <span className="font-serif text-5xl tracking-tight">{formatNumber(usage.leftCredits)}</span>
            <span className="text-muted">
              {usage.leftCredits === 1 ? 'credit' : 'credits'}{' '}
              {canSpend || usage.leftCredits === 0 ? 'left' : 'you can’t use without a plan'}
            </span>
          </p>
          {canSpend && <UsageBar usage={usage} size="lg" />}
          <Split summary={summary} />
          {explainHref && (
            <p className="mt-4 text-sm">
              <Link
                href={explainHref}
                className="font-medium text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
              >
                How your balance was calculated
              </Link>
            </p>
          )}
        </>
      )}
    </Card>
  )
}

function Split({ summary }: { summary: CreditsSummary }) {
  const { allowanceLeft, extraLeft, extraEndsAt, frozenCredits, timeZone } = summary
  const { heldCredits } = summary.usage
  return (
    <dl className="mt-5 grid gap-x-8 gap-y-2 border-t border-line pt-4 text-sm sm:grid-cols-2">
      <Part term="Allowance left" hint="used first">
        {formatCredits(allowanceLeft)}
      </Part>
      <Part
        term="Extra credits left"
        hint={extraEndsAt ? `until ${formatDate(extraEndsAt, timeZone)}` : undefined}
      >
        {formatCredits(extraLeft)}
      </Part>
      {heldCredits > 0 && (
        <Part term="Held for work in progress" hint="charged when it finishes, released if it fails">
          {formatCredits(heldCredits)}
        </Part>
      )}
      {frozenCredits > 0 && (
        <Part term="Frozen" hint="while a payment is disputed">
          {formatCredits(frozenCredits)}
        </Part>
      )}
    </dl>
  )
}

function Part({
  term,
  hint,
  children,
}: {
  term: string
  hint?: string | undefined
  children: React.ReactNode
}) {
  return (
    <div className="flex justify-between gap-4">
      <dt>
        {term}
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}
