import { OffersLink } from '@/components/credits/offers-link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { billingHref } from '@/lib/billing/shared/billing-address'
import type { BillingGlance, CreditsSummary, PlanStanding } from '@/lib/billing/views'
import { formatDate, formatMoney } from '@/lib/core/text/format'
import { statusLabels } from '../payment/record-labels'
import { planPriceText, planStatusLabel } from '../plans/plan-labels'

type PlanGlanceProps = {
  summary: CreditsSummary
  standing: PlanStanding
  /** Null for members, who can't change the plan. */
  sheetHref: string | null
  /** The next charge and the last invoice; stream in. */
  children: React.ReactNode
}

/** The plan in a few lines: its state, its price, the next charge and the last invoice. */
export function PlanGlance({ summary, standing, sheetHref, children }: PlanGlanceProps) {
  const { plan } = summary
  const { label, tone } = planStatusLabel(plan, standing)
  const { pending } = standing
  return (
    <Card aria-labelledby="plan-title" className="max-sm:p-3">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id="plan-title" className="text-sm font-medium text-muted max-sm:sr-only">
            Plan
          </h2>
          <p className="font-serif text-2xl tracking-tight max-sm:text-xl max-sm:leading-tight">
            {plan.name}{' '}
            <span className="font-sans text-sm tracking-normal text-muted">{planPriceText(plan)}</span>
          </p>
        </div>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <dl className="mt-2 grid gap-1 text-sm max-sm:mt-1 max-sm:gap-0.5">
        {pending?.from && (
          <GlanceLine term="Changes to">
            {pending.planName}, {formatDate(pending.from, summary.timeZone)}
          </GlanceLine>
        )}
        {children}
      </dl>
      {sheetHref && (
        <OffersLink
          href={billingHref('plans', { anchor: 'plans' })}
          sheetHref={sheetHref}
          variant="secondary"
          size="sm"
          className="mt-3 max-sm:hidden print:hidden"
        >
          {standing.subscribed ? 'Change plan' : 'Choose a plan'}
        </OffersLink>
      )}
    </Card>
  )
}

type ChargesProps = {
  glance: BillingGlance
  summary: Pick<CreditsSummary, 'timeZone' | 'plan'>
  endsAt: string | null
}

export function ChargeLines({ glance: { nextCharge, lastInvoice }, summary, endsAt }: ChargesProps) {
  const { timeZone, plan } = summary
  const on = (at: string) => formatDate(at, timeZone)
  return (
    <>
      <GlanceLine term="Next charge">
        {nextCharge
          ? `${formatMoney(nextCharge.amountCents, nextCharge.currency)}, ${on(nextCharge.at)}`
          : endsAt
            ? `None, ends ${on(endsAt)}`
            : plan.periodEndsAt && plan.status === 'active'
              ? `${formatMoney(plan.priceCents, plan.currency)}, ${on(plan.periodEndsAt)}`
              : 'None'}
      </GlanceLine>
      <GlanceLine term="Last invoice">
        {lastInvoice ? (
          <a
            href={lastInvoice.href ?? billingHref('payment')}
            {...(lastInvoice.href && { target: '_blank', rel: 'noreferrer' })}
            className="text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
          >
            {formatMoney(lastInvoice.amountCents, lastInvoice.currency)}, {on(lastInvoice.at)},{' '}
            {statusLabels[lastInvoice.status].label.toLowerCase()}
          </a>
        ) : (
          'None yet'
        )}
      </GlanceLine>
    </>
  )
}

/** For members, who see when the plan renews but no amounts (R31). */
export function RenewsLine({ summary: { plan, timeZone }, endsAt }: Omit<ChargesProps, 'glance'>) {
  if (endsAt) return <GlanceLine term="Ends">{formatDate(endsAt, timeZone)}</GlanceLine>
  if (plan.status === 'trialing' && plan.trialEndsAt)
    return <GlanceLine term="Trial ends">{formatDate(plan.trialEndsAt, timeZone)}</GlanceLine>
  return plan.periodEndsAt && <GlanceLine term="Renews">{formatDate(plan.periodEndsAt, timeZone)}</GlanceLine>
}

function GlanceLine({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{term}</dt>
      <dd className="text-right font-medium">{children}</dd>
    </div>
  )
}
