import { Card, CardHeader } from '@/components/ui/card'
import { basisOf } from '@/lib/reports/shared/labels'
import type { ReportView } from '@/lib/reports/views'
import { AffordabilityCard, MapCard, QuantilesCard } from './area/area-cards'
import { HeadlineFigures } from './charts/headline-figures'
import { BedroomsCard, CountyCard, MonthsCard, NotableCard, PricesCard } from './report-cards'
import { dataOf, periodLabel } from './report-labels'

/** A report's figures, summary and charts, for the workspace and for anyone with the link. */
export function ReportBody({ result }: { result: NonNullable<ReportView['result']> }) {
  const { figures, summary, model } = result
  return (
    <div className="space-y-6">
      <HeadlineFigures figures={figures} />
      <Card aria-labelledby="summary" className="break-inside-avoid">
        <CardHeader
          id="summary"
          title="Summary"
          description={`Written by ${model}. Every number was checked against the figures.`}
        />
        <div className="max-w-3xl space-y-4 leading-relaxed">
          {summary.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </Card>
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        {figures.months.length > 1 && <MonthsCard figures={figures} />}
        {figures.priceUsd && <PricesCard figures={figures} />}
        {figures.quantiles.length > 0 && <QuantilesCard figures={figures} />}
        {figures.affordability && (
          <AffordabilityCard affordability={figures.affordability} data={dataOf(figures)} />
        )}
        <BedroomsCard figures={figures} />
        <CountyCard figures={figures} />
      </div>
      {figures.places.length > 0 && <MapCard figures={figures} />}
      <NotableCard figures={figures} />
      <p className="text-sm text-muted">
        Based on {basisOf(figures)}, {periodLabel(figures.period.from, figures.period.to)}. Medians are shown
        only where there are enough sales.
      </p>
    </div>
  )
}
