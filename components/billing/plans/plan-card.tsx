import { planNotice } from '@/components/credits/plan-notice'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import type { CreditsSummary, PlanStanding } from '@/lib/billing/views'
import { formatCredits, formatDate, inDays } from '@/lib/core/text/format'
import { PlanActions, type PlanHandlers } from './plan-actions'
import { planPriceText, planStatusLabel } from './plan-labels'

type PlanCardProps = {
  summary: CreditsSummary
  standing: PlanStanding
  /** Null for members without permission to change the plan. */
  handlers: PlanHandlers | null
}

/** The plan, what it includes and costs, and what happens next. */
export function PlanCard({ summary, standing, handlers }: PlanCardProps) {
  const { plan } = summary
  const { label, tone } = planStatusLabel(plan, standing)
  const notice = planNotice(plan)
  // Anyone who can pay sees this below, next to the button that pays.
  const isShownBelow =
    handlers !== null && (standing.graceEndsAt !== null || plan.unfunded?.startsWith('first-payment'))
  return (
    <Card aria-labelledby="plan-title">
      <CardHeader id="plan-title" title="Plan" action={<Badge tone={tone}>{label}</Badge>} />
      <p className="flex flex-wrap items-baseline gap-x-3 font-serif text-3xl tracking-tight">
        {plan.name}
        <span className="font-sans text-sm tracking-normal text-muted">{planPriceText(plan)}</span>
      </p>
      <dl className="mt-3 grid max-w-md gap-1.5 text-sm">
        {plan.mode === 'credits' && (
          <Line term="Allowance">
            {formatCredits(plan.allowanceCredits)}
            {plan.status === 'trialing' ? ' for the trial' : ' a month'}
          </Line>
        )}
        <NextStep summary={summary} endsAt={standing.endsAt} />
      </dl>
      {notice && !isShownBelow && (
        <Alert tone="warn" className="mt-5">
          {notice.text}
        </Alert>
      )}
      {handlers && <PlanActions summary={summary} standing={standing} handlers={handlers} />}
    </Card>
  )
}

function NextStep({ summary, endsAt }: { summary: CreditsSummary; endsAt: string | null }) {
  const { plan, timeZone, asOf } = summary
  if (plan.status === 'trialing' && plan.trialEndsAt) {
    const past = plan.spending === 'trial-ended'
    return (
      <Line term={past ? 'Trial ended' : 'Trial ends'}>
        {formatDate(plan.trialEndsAt, timeZone)}, {inDays(asOf, plan.trialEndsAt, timeZone)}
      </Line>
    )
  }
  if (endsAt) {
    const past = Date.parse(endsAt) <= Date.parse(asOf)
    return <Line term={past ? 'Ended' : 'Ends'}>{formatDate(endsAt, timeZone)}</Line>
  }
  if (plan.unfunded === 'paused' || plan.unfunded === 'collection-paused') return null
  return plan.periodEndsAt && <Line term="Renews">{formatDate(plan.periodEndsAt, timeZone)}</Line>
}

function Line({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{term}</dt>
      <dd className="text-right font-medium">{children}</dd>
    </div>
  )
}
