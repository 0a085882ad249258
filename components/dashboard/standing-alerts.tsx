import { planNotice } from '@/components/credits/plan-notice'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { billingHref } from '@/lib/billing/shared/billing-address'
import type { CreditsSummary } from '@/lib/billing/views'
import { daysBetween, inDays } from '@/lib/core/text/format'

const SOON_DAYS = 3

/** Warns about an ended plan, an overdue payment, or a trial about to end. */
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
            <ButtonLink
              href={mustChoose ? billingHref('plans', { anchor: 'plans' }) : billingHref()}
              variant="secondary"
              size="sm"
            >
              {mustChoose ? 'Choose a plan' : 'View billing'}
            </ButtonLink>
          )
        }
      >
        {decides || plan.spending === 'open' ? notice.text : memberMessages[plan.spending]}
      </Alert>
    )
  }
  if (plan.status !== 'trialing' || !plan.trialEndsAt || !decides) return null
  if (daysBetween(asOf, plan.trialEndsAt, timeZone) > SOON_DAYS) return null
  return (
    <Alert
      title={`Your trial ends ${inDays(asOf, plan.trialEndsAt, timeZone)}`}
      action={
        <ButtonLink href={billingHref('plans', { anchor: 'plans' })} variant="secondary" size="sm">
          Choose a plan
        </ButtonLink>
      }
    >
      Your work is saved. Choose a plan to continue.
    </Alert>
  )
}

const memberMessages: Record<Exclude<CreditsSummary['plan']['spending'], 'open'>, string> = {
  'trial-ended': 'The trial has ended. Your work is saved. Ask an owner or admin to subscribe.',
  canceled: 'The plan has ended. Your work is saved. Ask an owner or admin to subscribe.',
  overdue: 'The last payment didn’t go through. Ask an owner or admin to pay the invoice.',
}
