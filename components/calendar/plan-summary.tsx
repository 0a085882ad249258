import { BuyButton } from '@/components/credits/buy-button'
import { Alert } from '@/components/ui/alert'
import type { CreditsSummary } from '@/lib/billing/views'
import type { CalendarView } from '@/lib/calendar/views'
import { countOf } from '@/lib/core/text/format'
import { amountLabel, shortageMessage } from './calendar-labels'

type Props = { view: CalendarView } & Pick<CreditsSummary, 'nextStep' | 'meters'>

/** The total cost of everything scheduled, whether the balance covers it, and the first day it does not. */
export function PlanSummary({ view, nextStep, meters }: Props) {
  const { planned, leftNow, unit, shortage } = view
  if (planned.count === 0) {
    return (
      <p className="text-sm text-muted">No campaigns scheduled. Schedule a campaign to see its cost here.</p>
    )
  }
  const total = `${countOf(planned.count, 'campaign')} scheduled, ${amountLabel(planned.amount, unit)}.`
  if (shortage) {
    return (
      <Alert
        tone="warn"
        title={
          unit === 'credits'
            ? 'You don’t have enough credits for everything scheduled'
            : 'You’ll reach your email limit before everything is sent'
        }
        action={<BuyButton nextStep={nextStep} meters={meters} size="sm" variant="secondary" />}
      >
        {shortageMessage(shortage, unit)} {total}
      </Alert>
    )
  }
  return (
    <Alert tone="good">
      {total}{' '}
      {leftNow === null
        ? 'Everything scheduled is covered.'
        : `You have ${amountLabel(leftNow, unit)} left, enough for everything scheduled.`}
    </Alert>
  )
}
