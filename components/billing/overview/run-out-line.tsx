import { ToneDot } from '@/components/credits/tone-dot'
import type { CreditsOutlook, CreditsSummary } from '@/lib/billing/views'
import { forecastLabels, scheduledLabel } from '../balance/outlook-labels'

type RunOutLineProps = { outlook: CreditsOutlook; summary: Pick<CreditsSummary, 'timeZone' | 'plan'> }

/** How long the credits last: the date they run out, or what is left at the reset. */
export function RunOutLine({ outlook, summary: { timeZone, plan } }: RunOutLineProps) {
  const { ending, endsAt } = outlook
  const words = forecastLabels(outlook, { ending, endsAt, timeZone, trial: plan.status === 'trialing' })
  const scheduled = outlook.forecast.kind !== 'too-early' && scheduledLabel(outlook.scheduledCredits)
  return (
    <div className="mt-3 min-h-13 max-sm:mt-2">
      <p className="flex items-baseline gap-2 text-lg leading-snug font-semibold">
        <ToneDot tone={words.tone} className="size-2.5" />
        {words.headline}
      </p>
      <p className="text-sm text-muted">
        {words.range}
        {scheduled && ` ${scheduled}`}
      </p>
    </div>
  )
}
