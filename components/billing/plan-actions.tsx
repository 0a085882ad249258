import { ActionButton } from '@/components/ui/action-button'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import type { FormAction } from '@/components/ui/form-action'
import type { CreditsSummary, PendingPlan, PlanStanding } from '@/lib/billing/views'
import { formatCredits, formatDate, formatMoney, formatNumber } from '@/lib/core/format'
import { CancelDialog } from './cancel-dialog'

export type PlanVerbs = { cancelPlan: FormAction; resumePlan: FormAction; keepPlan: FormAction }

type PlanActionsProps = {
  summary: CreditsSummary
  standing: PlanStanding
  verbs: PlanVerbs
}

/** What can be done about the plan now: pay what is owed, take back what is to come, change, cancel. */
export function PlanActions({ summary, standing, verbs }: PlanActionsProps) {
  const { plan, timeZone } = summary
  const { subscribed, endsAt, pending } = standing
  if (!subscribed) {
    return (
      <ButtonLink href="#plans" className="mt-5">
        Choose a plan
      </ButtonLink>
    )
  }
  const endsOn = endsAt ?? plan.periodEndsAt
  return (
    <div className="mt-5 grid gap-4">
      <Coming summary={summary} standing={standing} keepPlan={verbs.keepPlan} />
      <div className="flex flex-wrap gap-3">
        {endsAt ? (
          <ActionButton action={verbs.resumePlan}>Resume plan</ActionButton>
        ) : (
          <>
            <ButtonLink href="#plans" variant="secondary">
              Change plan
            </ButtonLink>
            {endsOn && (
              <CancelDialog
                planName={plan.name}
                endsOn={formatDate(endsOn, timeZone)}
                lines={cancelLines(summary, pending !== null)}
                cancelPlan={verbs.cancelPlan}
              />
            )}
          </>
        )}
      </div>
    </div>
  )
}

function Coming({ summary, standing, keepPlan }: Omit<PlanActionsProps, 'verbs'> & { keepPlan: FormAction }) {
  const { pending, payHref, graceEndsAt } = standing
  const { plan, timeZone } = summary
  const pay = payHref && (
    <a href={payHref} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
      Pay now
    </a>
  )
  if (graceEndsAt) {
    const day = formatDate(graceEndsAt, timeZone)
    const isOver = Date.parse(graceEndsAt) <= Date.parse(summary.asOf)
    return (
      <Alert tone="warn" title="Your last payment did not go through" action={pay}>
        {isOver
          ? `Since ${day} no new credits are added. Paying brings them back at once.`
          : `Everything works until ${day}. After that no new credits are added until it is paid.`}
      </Alert>
    )
  }
  if (!pending) return null
  const undo = (
    <ActionButton action={keepPlan} variant="secondary" size="sm">
      Keep {plan.name}
    </ActionButton>
  )
  if (pending.from === null) {
    return (
      <Alert tone="warn" title={`${pending.planName} waits for your payment`}>
        <p>Nothing has changed and nothing was charged yet.</p>
        <div className="mt-3 flex flex-wrap gap-3">
          {pay}
          {undo}
        </div>
      </Alert>
    )
  }
  if (pending.byMarketTrak) {
    return (
      <Alert title={`New terms of ${pending.planName} from ${formatDate(pending.from, timeZone)}`}>
        <p>
          {termsWords(pending)}. Until then everything stays as it is and nothing is charged. You can choose
          another plan, or cancel, before.
        </p>
      </Alert>
    )
  }
  const rhythm =
    pending.interval === plan.interval ? '' : `, paid ${pending.interval === 'year' ? 'yearly' : 'monthly'}`
  return (
    <Alert title={`${pending.planName}${rhythm} from ${formatDate(pending.from, timeZone)}`}>
      <p>Until then {plan.name} stays as it is.</p>
      <div className="mt-3">{undo}</div>
    </Alert>
  )
}

function termsWords({ priceCents, currency, interval, allowanceCredits, limits }: PendingPlan): string {
  const gives = limits
    ? `${formatNumber(limits.reports)} reports, ${formatNumber(limits.emails)} emails and ${formatNumber(limits.contacts)} contacts`
    : formatCredits(allowanceCredits)
  return `${gives} a month for ${formatMoney(priceCents, currency)} a ${interval}`
}

function cancelLines(summary: CreditsSummary, hasPending: boolean) {
  const { plan, allowanceLeft, extraLeft } = summary
  const left = allowanceLeft + extraLeft
  return [
    { term: 'Charged from now on', words: 'Nothing' },
    ...(plan.mode === 'credits' && left > 0
      ? [{ term: 'Credits left today', words: `${formatCredits(left)}, to be used until then` }]
      : []),
    ...(hasPending ? [{ term: 'The planned change', words: 'Is dropped' }] : []),
    { term: 'After that', words: 'Nothing can be spent; everything you made stays readable' },
  ]
}
