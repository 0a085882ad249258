'use client'

import { Check } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { PlanOffer } from '@/lib/billing/views'
import { countOf, formatCredits, formatMoney } from '@/lib/core/text/format'
import { CheckoutForm } from '../payment/checkout-form'
import { ChangeDialog } from './change-dialog'
import type { ChangeActions } from './change-preview'
import { IntervalSwitch } from './interval-switch'

type PlanListProps = {
  plans: PlanOffer[]
  /** `subscribed`: there is a subscription to change; otherwise the buttons subscribe. */
  current: { key: string; interval: BillingInterval; subscribed: boolean; settled: boolean }
  mayManage: boolean
  /** Created with the page, so a second click is the same checkout (R12). */
  requestId: string
  timeZone: string
  isTaxed: boolean
  /** What subscribing ends, shown before it. */
  notice?: string | null
  subscribe: FormAction
  changes: ChangeActions
}

export function PlanList(props: PlanListProps) {
  const { plans, current, mayManage, requestId, subscribe, changes, timeZone, isTaxed, notice } = props
  const [interval, setInterval] = useState<BillingInterval>(current.interval)
  return (
    <Card id="plans" aria-labelledby="plans-title">
      <CardHeader
        id="plans-title"
        title="Plans"
        description={
          mayManage ? 'Pay yearly and get two months free.' : 'Ask an owner or admin to change the plan.'
        }
        action={<IntervalSwitch value={interval} onChange={setInterval} />}
      />
      {notice && (
        <p className="mb-4 rounded-control bg-warn-soft px-4 py-3 text-sm text-warn-ink">{notice}</p>
      )}
      <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {plans.map((plan) => {
          const isCurrent = current.settled && plan.key === current.key && interval === current.interval
          return (
            <li
              key={plan.key}
              className={cn(
                'flex flex-col gap-4 rounded-control border border-line p-4',
                isCurrent && 'border-brand bg-brand-soft/40',
              )}
            >
              <PlanSummary plan={plan} interval={interval} isCurrent={isCurrent} />
              {mayManage && current.subscribed && !isCurrent && (
                <ChangeDialog
                  plan={plan}
                  interval={interval}
                  label={changeLabel(plan, plans, current)}
                  timeZone={timeZone}
                  requestId={`${requestId}:${plan.key}:${interval}`}
                  actions={changes}
                />
              )}
              {mayManage && !current.subscribed && !isCurrent && (
                <SubscribeForm plan={plan} interval={interval} requestId={requestId} subscribe={subscribe} />
              )}
            </li>
          )
        })}
      </ul>
      {isTaxed && <p className="mt-4 text-sm text-muted">Tax is calculated at checkout.</p>}
    </Card>
  )
}

/** A more expensive plan is an upgrade, a cheaper one a downgrade; another billing interval is neither. */
function changeLabel(plan: PlanOffer, plans: PlanOffer[], current: PlanListProps['current']): string {
  const now = plans.find(({ key }) => key === current.key)?.monthlyPriceCents ?? 0
  if (plan.monthlyPriceCents === now) return 'Switch'
  return plan.monthlyPriceCents > now ? 'Upgrade' : 'Downgrade'
}

type Shown = { plan: PlanOffer; interval: BillingInterval }

const priceOf = ({ plan, interval }: Shown) =>
  interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents

function PlanSummary({ plan, interval, isCurrent }: Shown & { isCurrent: boolean }) {
  return (
    <div className="flex-1 space-y-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-semibold">{plan.name}</h3>
        {isCurrent && <Badge tone="brand">Your plan</Badge>}
      </div>
      <p>
        <span className="text-2xl font-semibold tracking-tight">
          {formatMoney(priceOf({ plan, interval }), plan.currency)}
        </span>{' '}
        <span className="text-muted">{interval === 'year' ? 'a year' : 'a month'}</span>
      </p>
      {plan.description && <p className="text-sm text-muted">{plan.description}</p>}
      <ul className="grid gap-1.5 text-sm">
        {includedLabel(plan).map((line) => (
          <li key={line} className="flex items-start gap-2">
            <Check className="mt-0.5 size-4 shrink-0 text-good" aria-hidden="true" />
            {line}
          </li>
        ))}
      </ul>
    </div>
  )
}

function includedLabel({ limits, allowanceCredits }: PlanOffer): string[] {
  if (!limits) return [`${formatCredits(allowanceCredits)} a month`]
  return [
    `${countOf(limits.reports, 'report')} a month`,
    `${countOf(limits.emails, 'email')} a month`,
    `${countOf(limits.contacts, 'contact')} a month`,
  ]
}

function SubscribeForm({
  plan,
  interval,
  requestId,
  subscribe,
}: Shown & Pick<PlanListProps, 'requestId' | 'subscribe'>) {
  const priceCents = priceOf({ plan, interval })
  return (
    <CheckoutForm
      action={subscribe}
      variant="secondary"
      quote={{ requestId, planKey: plan.key, interval, quotedPriceCents: priceCents }}
      label="Subscribe"
      description={`Subscribe to ${plan.name} for ${formatMoney(priceCents, plan.currency)} ${interval === 'year' ? 'a year' : 'a month'}`}
    />
  )
}
