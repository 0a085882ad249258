import { ToneDot } from '@/components/credits/tone-dot'
import { Card, CardHeader } from '@/components/ui/card'
import type { CreditsOutlook, CreditsSummary } from '@/lib/billing/views'
import { formatDay } from '@/lib/core/text/format'
import { forecastLabels, scheduledLabel } from './outlook-labels'

type ForecastCardProps = {
  outlook: CreditsOutlook
  summary: CreditsSummary
  /** The ways to cover the shortage when credits will run out. */
  children?: React.ReactNode
}

/** How long the credits last at the pace of this cycle, and how to cover a shortage. */
export function ForecastCard({ outlook, summary, children }: ForecastCardProps) {
  const { timeZone, plan } = summary
  const { ending, endsAt } = outlook
  const words = forecastLabels(outlook, { ending, endsAt, timeZone, trial: plan.status === 'trialing' })
  const scheduled = outlook.forecast.kind !== 'too-early' && scheduledLabel(outlook.scheduledCredits)
  return (
    <Card aria-labelledby="forecast-title" className="flex flex-col">
      <CardHeader id="forecast-title" title="Forecast" />
      <p className="flex items-baseline gap-2.5 font-serif text-3xl tracking-tight">
        <ToneDot tone={words.tone} className="size-2.5 -translate-y-0.5" />
        {words.headline}
      </p>
      <p className="mt-1.5 text-sm text-muted">
        {words.range}
        {scheduled && ` ${scheduled}`}
      </p>
      <Timeline outlook={outlook} asOf={summary.asOf} timeZone={timeZone} />
      {children}
    </Card>
  )
}

const DAY_MS = 86_400_000

/** From now to the reset, with the days on which the credits may run out. The text above says the same. */
function Timeline({ outlook, asOf, timeZone }: { outlook: CreditsOutlook; asOf: string; timeZone: string }) {
  const { forecast, endsAt } = outlook
  const start = Date.parse(asOf)
  const length = Math.max(1, Date.parse(endsAt) - start)
  const percent = (at: number) => Math.min(100, Math.max(0, ((at - start) / length) * 100))
  const noon = (day: string) => percent(Date.parse(day) + DAY_MS / 2)
  const first =
    forecast.kind === 'runs-out' ? forecast.earliest : forecast.kind === 'lasts' ? forecast.mayRunOutOn : null
  const last = forecast.kind === 'runs-out' && forecast.latest ? noon(forecast.latest) : 100
  return (
    <div aria-hidden="true" className="mt-5">
      <div className="relative h-2 rounded-full bg-brand-soft">
        {first && (
          <span
            className="absolute inset-y-0 rounded-full bg-warn/45"
            style={{ left: `${noon(first)}%`, width: `${Math.max(2, last - noon(first))}%` }}
          />
        )}
        {forecast.kind === 'runs-out' && (
          <span
            className="absolute top-1/2 h-4 w-1 -translate-1/2 rounded-full bg-bad"
            style={{ left: `${noon(forecast.on)}%` }}
          />
        )}
      </div>
      <p className="mt-2 flex justify-between text-xs text-muted">
        <span>Today</span>
        <span>{formatDay(endsAt, timeZone)}</span>
      </p>
    </div>
  )
}
