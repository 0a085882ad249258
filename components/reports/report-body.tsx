import { DataAgeNote } from '@/components/sales/data-age-note'
import { Card, CardHeader } from '@/components/ui/card'
import { basisOf } from '@/lib/reports/shared/labels'
import type { ReportView } from '@/lib/reports/views'
import type { DataAge } from '@/lib/sales/shared/data-age'
import { AffordabilityCard, MapCard, QuantilesCard } from './area/area-cards'
import { Folded } from './client/folded'
import { ReportLead } from './client/report-lead'
import { BedroomsCard, CountyCard, MonthsCard, NotableCard, PricesCard } from './report-cards'
import { dataOf, periodLabel } from './report-labels'

type Result = NonNullable<ReportView['result']>
type Props = {
  result: Result
  age: DataAge
  /** The agent's card. */
  agent?: React.ReactNode
  /** Closed sections after the first screen, for a client who reads on a phone. They print open. */
  folded?: boolean
}

/** A report's finding, figures, summary and charts, for the workspace and for anyone with the link. */
export function ReportBody({ result, age, agent, folded = false }: Props) {
  const { figures } = result
  const parts = partsOf(result, folded)
  return (
    <div className="space-y-4 sm:space-y-6">
      <ReportLead figures={figures} detailed={!folded}>
        {agent}
      </ReportLead>
      {folded
        ? parts.map(({ title, description, cards }) => (
            <Folded key={title} title={title} description={description}>
              {cards}
            </Folded>
          ))
        : parts.map(({ title, columns, cards }) => (
            <div
              key={title}
              className={
                columns
                  ? 'grid grid-cols-1 gap-6 lg:grid-cols-2 lg:[&>:last-child:nth-child(odd)]:col-span-2'
                  : 'space-y-6'
              }
            >
              {cards}
            </div>
          ))}
      <DataAgeNote data={age} />
      <p className="text-sm text-muted">
        Based on {basisOf(figures)}, {periodLabel(figures.period.from, figures.period.to)}. Medians are shown
        only where there are enough sales.
      </p>
    </div>
  )
}

type Part = { title: string; description: string; columns: boolean; cards: React.ReactNode }

/** What follows the first screen, from what most people read to what few do. */
function partsOf(result: Result, folded: boolean): Part[] {
  const { figures } = result
  return [
    {
      title: 'The market in words',
      description: 'A written summary',
      columns: false,
      cards: <SummaryCard result={result} />,
    },
    {
      title: 'Prices and bedrooms',
      description: 'Month by month, by price, by size, and what a budget reaches',
      columns: true,
      cards: (
        <>
          {folded && figures.months.length > 1 && <MonthsCard figures={figures} />}
          {figures.priceUsd && <PricesCard figures={figures} />}
          {figures.quantiles.length > 0 && <QuantilesCard figures={figures} />}
          {figures.affordability && (
            <AffordabilityCard affordability={figures.affordability} data={dataOf(figures)} />
          )}
          <BedroomsCard figures={figures} />
          <CountyCard figures={figures} />
        </>
      ),
    },
    {
      title: 'Homes that sold',
      description: 'On the map, and the notable ones',
      columns: false,
      cards: (
        <>
          {figures.places.length > 0 && <MapCard figures={figures} />}
          <NotableCard figures={figures} />
        </>
      ),
    },
  ]
}

function SummaryCard({ result: { summary, model } }: { result: Result }) {
  return (
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
  )
}
