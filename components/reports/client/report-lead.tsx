import { Card } from '@/components/ui/card'
import { formatNumber } from '@/lib/core/text/format'
import type { Figures } from '@/lib/reports/figures/figures'
import { adviceOf, findingOf } from '@/lib/reports/shared/finding'
import { formatPrice, shortPrice, unitLabel } from '@/lib/sales/shared/measures'
import { MonthsChart, MonthsDetails, monthsLegend, PricesChart } from '../report-cards'
import { dataOf, signedPercent } from '../report-labels'

type Props = {
  figures: Figures
  /** The numbers below the chart. Left out where they would push the rest off the first screen. */
  detailed?: boolean
  /** The agent's card, between the figures and the rest. */
  children?: React.ReactNode
}

/** The answer of a report on one phone screen: the finding, four figures, one chart, and what it means. */
export function ReportLead({ figures, detailed = false, children }: Props) {
  const { headline, detail } = findingOf(figures)
  return (
    <div className="grid gap-3 sm:gap-5">
      <div>
        <p className="font-serif text-[1.65rem] leading-tight tracking-tight text-balance sm:text-4xl">
          {headline}
        </p>
        <p className="mt-1 text-sm text-muted sm:text-base">{detail}</p>
      </div>
      <FourFigures figures={figures} />
      <LeadChart figures={figures} detailed={detailed} />
      <Card aria-label="What it means" className="break-inside-avoid p-3 sm:p-6">
        <dl className="grid grid-cols-1 gap-2 text-sm leading-snug sm:grid-cols-2 sm:gap-6 sm:text-base sm:leading-relaxed">
          {adviceOf(figures).map(({ who, text }) => (
            <div key={who}>
              <dt className="font-semibold">{who}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {children}
    </div>
  )
}

function LeadChart({ figures, detailed }: { figures: Figures; detailed: boolean }) {
  const byMonth = figures.months.length > 1
  if (!byMonth && !figures.priceUsd) return null
  return (
    <Card className="break-inside-avoid p-3 sm:p-6">
      <p className="mb-1 text-sm font-medium">
        {byMonth ? 'Median price and sales by month' : 'Homes sold by price'}
      </p>
      {detailed && byMonth && <p className="mb-3 text-sm text-muted">{monthsLegend(figures)}</p>}
      {byMonth ? <MonthsChart figures={figures} brief /> : <PricesChart figures={figures} brief />}
      {detailed && byMonth && <MonthsDetails figures={figures} />}
    </Card>
  )
}

/** The four main numbers, each with its change from the previous period. */
function FourFigures({ figures }: { figures: Figures }) {
  const { salesCount, priceUsd, pricePerSqftUsd, volumeUsd, before, county } = figures
  const data = dataOf(figures)
  return (
    <dl className="grid grid-cols-2 gap-2 sm:gap-4 lg:grid-cols-4">
      <Figure
        name="Median price"
        value={priceUsd ? formatPrice(priceUsd.median, data) : '–'}
        note={priceUsd ? change(before?.medianPriceChangePercent) : 'Not enough sales for a median'}
      />
      <Figure name="Homes sold" value={formatNumber(salesCount)} note={change(before?.salesChangePercent)} />
      <Figure
        name={`Median per ${unitLabel(data)}`}
        value={pricePerSqftUsd ? formatPrice(pricePerSqftUsd.median, data) : '–'}
        note={
          pricePerSqftUsd ? change(before?.medianPricePerSqftChangePercent) : 'Not enough sales for a median'
        }
      />
      <Figure
        name="Sales volume"
        value={shortPrice(volumeUsd, data)}
        note={
          before?.volumeChangePercent === undefined
            ? `${county.areaSharePercent}% of ${data.name} sales`
            : change(before.volumeChangePercent)
        }
      />
    </dl>
  )
}

function change(percent: number | null | undefined): string {
  if (percent === undefined || percent === null) return 'No previous period to compare'
  return `${signedPercent(percent)} vs. previous period`
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className="rounded-card border border-line bg-surface px-3 py-2 shadow-card break-inside-avoid sm:p-5">
      <dt className="text-xs text-muted sm:text-sm">{name}</dt>
      <dd className="font-serif text-xl leading-snug tracking-tight sm:text-3xl">{value}</dd>
      <dd className="text-xs text-muted sm:text-sm">{note}</dd>
    </div>
  )
}
