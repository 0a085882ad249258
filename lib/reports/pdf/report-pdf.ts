import { formatNumber } from '@/lib/core/text/format'
import {
  closeSheet,
  HEADING_POINTS,
  heading,
  MUTED,
  openSheet,
  type PdfBrand,
  paragraph,
  paragraphPoints,
  type Sheet,
} from '@/lib/files/pdf/sheet'
import { table, tablePoints } from '@/lib/files/pdf/table'
import { dataAgeText } from '@/lib/sales/shared/data-age'
import { COUNTY, formatPrice, shortPrice, unitLabel } from '@/lib/sales/shared/measures'
import type { Figures } from '../figures/figures'
import { adviceOf, findingOf } from '../shared/finding'
import { ageOfFigures, basisOf, placeOf } from '../shared/labels'
import { adjustedName, adjustedNote, adjustedPhrase } from '../shared/season-labels'
import { type CoverAgent, coverPage } from './cover'
import { changeLabel, dayLabel, monthLabel, orNone } from './labels'
import { MONTHS_CHART_POINTS, monthsChart, pricesChart, pricesChartPoints, salesMap } from './pictures'

const SMALL = { sizePoints: 8.5, color: MUTED }
/** The line under the heading of the price chart. */
const PRICES_NOTE_POINTS = 20

type Made = { figures: Figures; summary: string; model: string }

type Shown = { agent?: CoverAgent | null; now?: Date }

/**
 * A report as a PDF with the agency's brand: a cover that says the finding and whom to contact, then everything it is based on.
 * The same report, brand and card give the same pages on the same day.
 */
export async function reportPdf(
  { figures, summary, model }: Made,
  brand: PdfBrand,
  { agent = null, now = new Date() }: Shown = {},
): Promise<Uint8Array> {
  const title = `Market report: ${figures.areaName}`
  const days = `${dayLabel(figures.period.from)} to ${dayLabel(figures.period.to)}`
  const sheet = openSheet(title, brand)
  const { headline: finding, detail } = findingOf(figures)
  coverPage(sheet, {
    kind: 'Market report',
    title: figures.areaName,
    subtitle: [placeOf(figures), days].filter(Boolean).join(' · '),
    finding,
    detail,
    figures: fourFigures(figures),
    agent,
    source: dataAgeText(ageOfFigures(figures, now)),
  })
  heading(sheet, 'At a glance')
  headline(sheet, figures)
  heading(sheet, 'What it means')
  for (const { who, text } of adviceOf(figures)) paragraph(sheet, `${who}: ${text}`)
  heading(sheet, 'Summary')
  for (const words of summary.split(/\n{2,}/)) paragraph(sheet, words)
  paragraph(sheet, `Written by ${model}. Every number was checked against the figures.`, SMALL)
  prices(sheet, figures)
  distribution(sheet, figures)
  months(sheet, figures)
  mix(sheet, figures)
  reach(sheet, figures)
  heading(sheet, 'Where homes sold', 270)
  salesMap(sheet, figures)
  notable(
    sheet,
    figures,
    `Based on ${basisOf(figures)}, ${days}. Medians are shown only where there are enough sales.`,
  )
  return closeSheet(sheet, `${title}, ${days} · ${brand.agencyName}`)
}

function fourFigures({ salesCount, priceUsd, pricePerSqftUsd, volumeUsd, before, data = COUNTY }: Figures) {
  const note = (percent: number | null | undefined) =>
    percent === null || percent === undefined ? '' : changeLabel(percent)
  return [
    {
      name: 'Median price',
      value: priceUsd ? formatPrice(priceUsd.median, data) : '–',
      note: note(before?.medianPriceChangePercent),
    },
    { name: 'Homes sold', value: formatNumber(salesCount), note: note(before?.salesChangePercent) },
    {
      name: `Median per ${unitLabel(data)}`,
      value: pricePerSqftUsd ? formatPrice(pricePerSqftUsd.median, data) : '–',
      note: note(before?.medianPricePerSqftChangePercent),
    },
    { name: 'Sales volume', value: shortPrice(volumeUsd, data), note: note(before?.volumeChangePercent) },
  ]
}

/** Empty in reports made before this change was computed. */
const volumeChangeLabel = (before: Figures['before']): string =>
  before && before.volumeChangePercent === undefined ? '' : changeLabel(before?.volumeChangePercent)

function headline(sheet: Sheet, figures: Figures): void {
  const { salesCount, priceUsd, pricePerSqftUsd, volumeUsd, before, county, data = COUNTY } = figures
  table(
    sheet,
    [
      { head: 'Figure', share: 3 },
      { head: 'This period', share: 2, number: true },
      { head: 'Change', share: 3, number: true },
      { head: data.name, share: 2, number: true },
    ],
    [
      [
        'Homes sold',
        formatNumber(salesCount),
        changeLabel(before?.salesChangePercent),
        formatNumber(county.salesCount),
      ],
      [
        'Median price',
        orNone(priceUsd?.median, data),
        changeLabel(before?.medianPriceChangePercent),
        formatPrice(county.medianPriceUsd, data),
      ],
      [
        `Median per ${unitLabel(data)}`,
        orNone(pricePerSqftUsd?.median, data),
        changeLabel(before?.medianPricePerSqftChangePercent),
        formatPrice(county.medianPricePerSqftUsd, data),
      ],
      ['Sales volume', shortPrice(volumeUsd, data), volumeChangeLabel(before), ''],
    ],
  )
}

function months(sheet: Sheet, figures: Figures): void {
  if (figures.months.length < 2) return
  const data = figures.data ?? COUNTY
  const adjusted = figures.months.some((month) => month.adjustedMedianPriceUsd !== null)
  const note = `Dashed line: ${adjustedPhrase(figures.season, data.name)}. ${adjustedNote(figures.season, data.name)}`
  // Keeps chart, table and note together if they fit on a page.
  const room =
    HEADING_POINTS +
    MONTHS_CHART_POINTS +
    tablePoints(figures.months.length) +
    (adjusted ? paragraphPoints(sheet, note, SMALL) : 0)
  heading(sheet, 'Month by month', room)
  monthsChart(sheet, figures)
  table(
    sheet,
    [
      { head: 'Month', share: 2 },
      { head: 'Sales', share: 1, number: true },
      { head: 'Median price', share: 2, number: true },
      { head: adjustedName(figures.season, data.name), share: 2, number: true },
    ],
    figures.months.map((row) => [
      `${monthLabel(row.month)}${row.partial ? ' (partial)' : ''}`,
      formatNumber(row.salesCount),
      orNone(row.medianPriceUsd, data),
      orNone(row.adjustedMedianPriceUsd, data),
    ]),
  )
  if (adjusted) paragraph(sheet, note, SMALL)
}

function prices(sheet: Sheet, figures: Figures): void {
  if (figures.priceBuckets.length === 0) return
  heading(sheet, 'Prices', HEADING_POINTS + PRICES_NOTE_POINTS + pricesChartPoints(figures))
  paragraph(sheet, 'Number of homes sold by price', SMALL)
  pricesChart(sheet, figures)
}

function distribution(sheet: Sheet, { quantiles, data = COUNTY }: Figures): void {
  if (quantiles.length === 0) return
  heading(sheet, 'Price distribution', HEADING_POINTS + tablePoints(quantiles.length))
  table(
    sheet,
    [
      { head: 'Share of sales', share: 1 },
      { head: 'Sold at or below', share: 1, number: true },
    ],
    quantiles.map((row) => [
      row.sharePercent === 50 ? '50% (median)' : `${row.sharePercent}%`,
      formatPrice(row.priceUsd, data),
    ]),
  )
}

function reach(sheet: Sheet, { affordability, data = COUNTY }: Figures): void {
  if (!affordability) return
  const { loan, bands } = affordability
  heading(sheet, 'Affordability', 230)
  table(
    sheet,
    [
      { head: 'Annual income', share: 1 },
      { head: 'Supports a price of', share: 1, number: true },
      { head: 'Homes within reach', share: 1, number: true },
    ],
    bands.map((row) => [
      formatPrice(row.incomeUsd, data),
      formatPrice(row.priceLimitUsd, data),
      `${row.withinReachPercent}%`,
    ]),
  )
  paragraph(
    sheet,
    `Assumes ${loan.downPercent}% down, a ${loan.years}-year loan at ${loan.ratePercent}%, and ${loan.incomeSharePercent}% of income for loan payments. Excludes taxes and insurance.`,
    SMALL,
  )
}

function mix(sheet: Sheet, { bedrooms, data = COUNTY }: Figures): void {
  heading(sheet, 'By bedrooms')
  table(
    sheet,
    [
      { head: 'Bedrooms', share: 2 },
      { head: 'Sales', share: 1, number: true },
      { head: 'Share', share: 1, number: true },
      { head: 'Median price', share: 2, number: true },
    ],
    bedrooms.map((row) => [
      row.label,
      formatNumber(row.salesCount),
      `${row.sharePercent}%`,
      orNone(row.medianPriceUsd, data),
    ]),
  )
}

/** The end of the report. Kept whole, so that the last page never has only a line or two. */
function notable(sheet: Sheet, figures: Figures, source: string): void {
  const { data = COUNTY } = figures
  const room = HEADING_POINTS + tablePoints(figures.notable.length) + paragraphPoints(sheet, source, SMALL)
  heading(sheet, 'Notable sales', room)
  table(
    sheet,
    [
      { head: 'Notable for', share: 4 },
      { head: 'Sold on', share: 2 },
      { head: 'Price', share: 2, number: true },
      { head: `Per ${unitLabel(data)}`, share: 1.3, number: true },
      { head: figures.data ? unitLabel(data) : 'Sq ft', share: 1.3, number: true },
      { head: 'Built', share: 1, number: true },
    ],
    figures.notable.map((sale, i) => [
      `${i + 1}. ${sale.why.charAt(0).toUpperCase()}${sale.why.slice(1)}`,
      dayLabel(sale.soldOn),
      formatPrice(sale.priceUsd, data),
      formatPrice(sale.pricePerSqftUsd, data),
      formatNumber(sale.livingSqft),
      sale.yearBuilt ? String(sale.yearBuilt) : '–',
    ]),
  )
  paragraph(sheet, source, SMALL)
}
