import { planNotice } from '@/components/credits/plan-notice'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import type { CreditsSummary } from '@/lib/billing/views'
import { daysBetween, inDays } from '@/lib/core/text/format'

const SOON_DAYS = 3
const BILLING = '/workspace-settings?tab=billing'

/** What stands in the way of going on: a plan that ended, a payment that is overdue, a trial about to end. */
export function StandingAlert({ summary }: { summary: CreditsSummary }) {
  const { plan, nextStep, asOf, timeZone } = summary
  const decides = nextStep !== 'ask-admin'
  const notice = planNotice(plan)
  if (notice) {
    const mustChoose = plan.spending !== 'open' && plan.spending !== 'overdue'
    return (
      <Alert
        tone={mustChoose ? 'bad' : 'warn'}
        title={notice.title}
        action={
          decides && (
            <ButtonLink href={mustChoose ? `${BILLING}#plans` : BILLING} variant="secondary" size="sm">
              {mustChoose ? 'Choose a plan' : 'See billing'}
            </ButtonLink>
          )
        }
      >
        {decides || plan.spending === 'open' ? notice.text : memberWords[plan.spending]}
      </Alert>
    )
  }
  if (plan.status !== 'trialing' || !plan.trialEndsAt || !decides) return null
  if (daysBetween(asOf, plan.trialEndsAt, timeZone) > SOON_DAYS) return null
  return (
    <Alert
      title={`Your trial ends ${inDays(asOf, plan.trialEndsAt, timeZone)}`}
      action={
        <ButtonLink href={`${BILLING}#plans`} variant="secondary" size="sm">
          Choose a plan
        </ButtonLink>
      }
    >
      Everything you made stays; with a plan you go on where you are.
    </Alert>
  )
}

const memberWords: Record<Exclude<CreditsSummary['plan']['spending'], 'open'>, string> = {
  'trial-ended': 'The trial has ended. Everything that was made stays; an owner or admin can subscribe.',
  canceled: 'The plan has ended. Everything that was made stays; an owner or admin can subscribe.',
  overdue: 'The last payment did not go through. An owner or admin can pay the invoice.',
}
