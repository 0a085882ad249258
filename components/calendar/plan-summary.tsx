import { BuyButton } from '@/components/credits/buy-button'
import { Alert } from '@/components/ui/alert'
import type { CreditsSummary } from '@/lib/billing/views'
import type { CalendarView } from '@/lib/calendar/views'
import { countOf } from '@/lib/core/text/format'
import { amountWords, shortageWords } from './calendar-labels'

type Props = { view: CalendarView } & Pick<CreditsSummary, 'nextStep' | 'meters'>

/** What all that is planned takes, whether it can be paid, and the day on which it no longer can. */
export function PlanSummary({ view, nextStep, meters }: Props) {
  const { planned, leftNow, unit, shortage } = view
  if (planned.count === 0) {
    return (
      <p className="text-sm text-muted">
        Nothing that costs credits is planned. Schedule a campaign and it stands here with its cost.
      </p>
    )
  }
  const total = `${countOf(planned.count, 'campaign')} planned, ${amountWords(planned.amount, unit)}.`
  if (shortage) {
    return (
      <Alert
        tone="warn"
        title={
          unit === 'credits'
            ? 'The credits run out before all is sent'
            : 'The limit is reached before all is sent'
        }
        action={<BuyButton nextStep={nextStep} meters={meters} size="sm" variant="secondary" />}
      >
        {shortageWords(shortage, unit)} {total}
      </Alert>
    )
  }
  return (
    <Alert tone="good">
      {total} {leftNow === null ? '' : `${amountWords(leftNow, unit)} left now. `}
      Everything that is planned can be paid if nothing else is spent.
    </Alert>
  )
}
