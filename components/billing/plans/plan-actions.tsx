import { planNotice } from '@/components/credits/plan-notice'
import { Alert } from '@/components/ui/alert'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { buttonClass } from '@/components/ui/buttons/button-class'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { CreditsSummary, PlanStanding } from '@/lib/billing/views'
import { formatDate } from '@/lib/core/text/format'
import { CancelDialog } from './cancel-dialog'
import { cancelLines, newTermsText, pastDueText } from './plan-labels'

export type PlanHandlers = { cancelPlan: FormAction; resumePlan: FormAction; keepPlan: FormAction }

type PlanActionsProps = {
  summary: CreditsSummary
  standing: PlanStanding
  handlers: PlanHandlers
}

/** What can be done about the plan now: pay an open invoice, undo a scheduled change, change plan, cancel. */
export function PlanActions({ summary, standing, handlers }: PlanActionsProps) {
  const { plan, timeZone } = summary
  const { subscribed, endsAt, pending } = standing
  if (plan.unfunded?.startsWith('first-payment') && pending)
    return <Starting summary={summary} standing={standing} keepPlan={handlers.keepPlan} />
  if (!subscribed) {
    return standing.payHref ? <OpenInvoice href={standing.payHref} /> : null
  }
  const endsOn = endsAt ?? plan.periodEndsAt
  return (
    <div className="mt-5 grid gap-4">
      <Coming summary={summary} standing={standing} keepPlan={handlers.keepPlan} />
      <div className="flex flex-wrap gap-3">
        {endsAt ? (
          <ActionButton action={handlers.resumePlan}>Resume plan</ActionButton>
        ) : (
          endsOn && (
            <CancelDialog
              planName={plan.name}
              endsOn={formatDate(endsOn, timeZone)}
              lines={cancelLines(summary, pending !== null)}
              cancelPlan={handlers.cancelPlan}
            />
          )
        )}
      </div>
    </div>
  )
}

/** A plan whose first payment has not arrived: pay, wait, or choose another plan. */
function Starting({
  summary,
  standing,
  keepPlan,
}: Omit<PlanActionsProps, 'handlers'> & { keepPlan: FormAction }) {
  const notice = planNotice(summary.plan)
  if (!notice || !standing.pending) return null
  const { planName } = standing.pending
  return (
    <Alert tone="warn" title={`${planName}: ${notice.title.toLowerCase()}`} className="mt-5">
      <p>{notice.text}</p>
      {summary.plan.unfunded === 'first-payment-failed' && (
        <div className="mt-3 flex flex-wrap gap-3">
          {standing.payHref && <PayLink href={standing.payHref} />}
          <ActionButton action={keepPlan} variant="secondary" size="sm">
            Discard {planName}
          </ActionButton>
        </div>
      )}
    </Alert>
  )
}

function OpenInvoice({ href }: { href: string }) {
  return (
    <Alert
      tone="warn"
      title="Your last invoice is still open"
      action={<PayLink href={href} />}
      className="mt-5"
    >
      Pay it before you choose a new plan.
    </Alert>
  )
}

function PayLink({ href }: { href: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
      Pay now
    </a>
  )
}

function Coming({
  summary,
  standing,
  keepPlan,
}: Omit<PlanActionsProps, 'handlers'> & { keepPlan: FormAction }) {
  const { pending, payHref, graceEndsAt } = standing
  const { plan, timeZone } = summary
  const pay = payHref && <PayLink href={payHref} />
  if (graceEndsAt) {
    return (
      <Alert tone="warn" title="Your last payment didn’t go through" action={pay}>
        {pastDueText(summary, graceEndsAt)}
      </Alert>
    )
  }
  if (!pending && payHref && plan.unfunded)
    return (
      <Alert tone="warn" title="An invoice is still open" action={pay}>
        Pay it to get everything in your plan right away.
      </Alert>
    )
  if (!pending) return null
  const undo = (
    <ActionButton action={keepPlan} variant="secondary" size="sm">
      Keep {plan.name}
    </ActionButton>
  )
  if (pending.from === null) {
    return (
      <Alert tone="warn" title={`Complete payment to switch to ${pending.planName}`}>
        <p>Your plan hasn’t changed, and you haven’t been charged.</p>
        <div className="mt-3 flex flex-wrap gap-3">
          {pay}
          {undo}
        </div>
      </Alert>
    )
  }
  if (pending.byMarketTrak) {
    return (
      <Alert title={`New terms for ${pending.planName} start ${formatDate(pending.from, timeZone)}`}>
        <p>
          {newTermsText(pending)}. Nothing changes until then. You can choose another plan or cancel before
          that date.
        </p>
      </Alert>
    )
  }
  const period =
    pending.interval === plan.interval ? '' : `, billed ${pending.interval === 'year' ? 'yearly' : 'monthly'}`
  return (
    <Alert title={`Changes to ${pending.planName}${period} on ${formatDate(pending.from, timeZone)}`}>
      <p>You keep {plan.name} until then.</p>
      <div className="mt-3">{undo}</div>
    </Alert>
  )
}
