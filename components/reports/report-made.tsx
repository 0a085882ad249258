import { PaidLink } from '@/components/credits/paid-link'
import { Card, CardHeader } from '@/components/ui/card'
import { formatDateTime } from '@/lib/core/format'
import type { ReportView } from '@/lib/reports/views'
import { HeadlineFigures } from './headline-figures'
import { BedroomsCard, CountyCard, MonthsCard, NotableCard, PricesCard } from './report-cards'
import { periodWords } from './report-words'

type Props = { report: ReportView; result: NonNullable<ReportView['result']>; timeZone: string }

/** The finished report: figures, summary, charts with their tables, and what it rests on. */
export function ReportMade({ report, result, timeZone }: Props) {
  const { figures, summary, model } = result
  return (
    <article className="space-y-6">
      <p className="text-sm text-muted">
        Made on {formatDateTime(report.finishedAt ?? report.createdAt, timeZone)} for {report.createdBy}.{' '}
        <PaidLink paid={report.paid} />
      </p>
      <HeadlineFigures figures={figures} />
      <Card aria-labelledby="summary" className="break-inside-avoid">
        <CardHeader
          id="summary"
          title="Summary"
          description={`Written by ${model}; every number was checked against the figures.`}
        />
        <div className="max-w-3xl space-y-4 leading-relaxed">
          {summary.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </Card>
      <div className="grid gap-6 lg:grid-cols-2">
        {figures.months.length > 1 && <MonthsCard figures={figures} />}
        {figures.priceUsd && <PricesCard figures={figures} />}
        <BedroomsCard figures={figures} />
        <CountyCard figures={figures} />
      </div>
      <NotableCard figures={figures} />
      <p className="text-sm text-muted">
        Rests on recorded house sales in King County, {periodWords(report.periodFrom, report.periodTo)}.
        Medians need enough sales to mean something; where there were too few, none is given.
      </p>
    </article>
  )
}
