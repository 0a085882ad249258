'use client'

import { useState } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type { PlanMode } from '@/db/schema/billing/catalog'
import { formatMoney } from '@/lib/core/text/format'
import { CheckoutForm } from '../payment/checkout-form'
import { ChangeDialog } from './changes/change-dialog'
import type { ChangeActions } from './changes/change-preview'
import { IntervalSwitch } from './interval-switch'
import { type ComparedPlan, priceOf, rhythmOf } from './plan-labels'
import { CreditPlans, LimitPlans } from './plan-tables'

export type PlanListProps = {
  plans: ComparedPlan[]
  /** Of the workspace's plan; its kind of plans comes first. */
  mode: PlanMode
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

/** Plans with credits compared in one table, and plans with limits in another. */
export function PlanList(props: PlanListProps) {
  const { plans, mode, current, mayManage, isTaxed, notice } = props
  const [interval, setInterval] = useState<BillingInterval>(current.interval)
  const isCurrent = (plan: ComparedPlan) =>
    current.settled && plan.key === current.key && interval === current.interval
  const table = {
    interval,
    isCurrent,
    action: mayManage
      ? (plan: ComparedPlan) => !isCurrent(plan) && <PlanButton {...props} plan={plan} interval={interval} />
      : null,
  }
  const credits = <CreditPlans {...table} plans={plans.filter((plan) => !plan.limits)} />
  const limits = <LimitPlans {...table} plans={plans.filter((plan) => plan.limits)} />
  return (
    <Card id="plans" aria-labelledby="plans-title" className="max-sm:p-4">
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
      <div className="grid gap-6">
        {mode === 'limits' && limits}
        {credits}
        {mode === 'credits' && limits}
      </div>
      {isTaxed && <p className="mt-4 text-sm text-muted">Tax is calculated at checkout.</p>}
    </Card>
  )
}

type ButtonProps = PlanListProps & { plan: ComparedPlan; interval: BillingInterval }

/** Opens the preview of a change, or the checkout of a first plan. */
function PlanButton({
  plan,
  interval,
  plans,
  current,
  timeZone,
  requestId,
  changes,
  subscribe,
}: ButtonProps) {
  if (current.subscribed) {
    return (
      <ChangeDialog
        plan={plan}
        interval={interval}
        label={changeLabel(plan, plans, current.key)}
        timeZone={timeZone}
        requestId={`${requestId}:${plan.key}:${interval}`}
        actions={changes}
      />
    )
  }
  const priceCents = priceOf(plan, interval)
  return (
    <CheckoutForm
      action={subscribe}
      variant="secondary"
      quote={{ requestId, planKey: plan.key, interval, quotedPriceCents: priceCents }}
      label="Subscribe"
      description={`Subscribe to ${plan.name} for ${formatMoney(priceCents, plan.currency)} ${rhythmOf(interval)}`}
    />
  )
}

/** A more expensive plan is an upgrade, a cheaper one a downgrade; another billing interval is neither. */
function changeLabel(plan: ComparedPlan, plans: ComparedPlan[], currentKey: string): string {
  const now = plans.find(({ key }) => key === currentKey)?.monthlyPriceCents ?? 0
  if (plan.monthlyPriceCents === now) return 'Switch'
  return plan.monthlyPriceCents > now ? 'Upgrade' : 'Downgrade'
}
