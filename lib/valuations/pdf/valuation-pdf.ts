import { formatNumber } from '@/lib/core/text/format'
import { masthead } from '@/lib/files/pdf/masthead'
import {
  closeSheet,
  figure,
  HEADING_POINTS,
  heading,
  LINE,
  label,
  MUTED,
  openSheet,
  type PdfBrand,
  paragraph,
  type Sheet,
  textBlock,
} from '@/lib/files/pdf/sheet'
import { table, tablePoints } from '@/lib/files/pdf/table'
import {
  COUNTY,
  formatArea,
  formatPrice,
  fromSqft,
  type Measures,
  signedPrice,
} from '@/lib/sales/shared/measures'
import type { Adjustment } from '../model/comparables'
import {
  adjustmentLabels,
  basisOf,
  comparableName,
  confidenceLabels,
  dayLabel,
  distanceLabel,
  homeFacts,
  unusualLabels,
} from '../shared/labels'
import type { AgentContact } from '../sharing/agent-contact'
import type { ValuationResult, ValuationView } from '../views'

const SMALL = { sizePoints: 8.5, color: MUTED }
const BAR_POINTS = 34

type Printed = Pick<ValuationView, 'label' | 'home' | 'valuedOn'> & {
  result: ValuationResult
  contact: AgentContact
}

/** A valuation as a PDF with the agency's brand. The same valuation, brand and contact give the same pages. */
export async function valuationPdf(valuation: Printed, brand: PdfBrand): Promise<Uint8Array> {
  const { label: name, home, valuedOn, result, contact } = valuation
  const measures = result.grounds.data ?? COUNTY
  const title = `Home value: ${name}`
  const sheet = openSheet(title, brand)
  masthead(sheet, title, `Estimated as of ${dayLabel(valuedOn)}`)
  estimate(sheet, result, measures)
  details(sheet, home, measures)
  ownSale(sheet, result, measures)
  comparables(sheet, valuation, measures)
  adjustments(sheet, result, measures)
  paragraph(sheet, basisOf({ valuedOn, result }), SMALL)
  ask(sheet, contact)
  return closeSheet(sheet, `${title}, ${dayLabel(valuedOn)} · ${brand.agencyName}`)
}

function estimate(sheet: Sheet, result: ValuationResult, measures: Measures): void {
  const { estimateUsd, lowUsd, highUsd, confidence } = result
  const price = (amount: number) => formatPrice(amount, measures)
  sheet.doc.y += 8
  textBlock(sheet, 'P', price(estimateUsd), { sizePoints: 30, color: sheet.brand.color, weight: 'bold' })
  sheet.doc.y += 10
  const { left, width, brand } = sheet
  const alt = `Range from ${price(lowUsd)} to ${price(highUsd)}, with the estimate at ${price(estimateUsd)}`
  figure(sheet, alt, BAR_POINTS, (doc, top) => {
    const at = left + (width * (estimateUsd - lowUsd)) / Math.max(1, highUsd - lowUsd)
    doc.roundedRect(left, top + 4, width, 8, 4).fill(LINE)
    doc.rect(at - 1.5, top, 3, 16).fill(brand.color)
    label(doc, price(lowUsd), left, top + 22, 120)
    label(doc, price(highUsd), left + width - 120, top + 22, 120, 'right')
  })
  const { label: confidenceLabel, why } = confidenceLabels[confidence]
  paragraph(
    sheet,
    `About 80% of similar homes sell between ${price(lowUsd)} and ${price(highUsd)}. ${confidenceLabel}: ${why}`,
  )
}

/** Two pairs of name and value in a row. */
function details(sheet: Sheet, home: Printed['home'], measures: Measures): void {
  const facts = homeFacts(home, measures)
  const rows = Math.ceil(facts.length / 2)
  heading(sheet, 'Property details', HEADING_POINTS + tablePoints(rows))
  table(
    sheet,
    [
      { head: 'Detail', share: 2 },
      { head: 'This home', share: 2 },
      { head: 'Detail', share: 2 },
      { head: 'This home', share: 2 },
    ],
    Array.from({ length: rows }, (_, i) => [...(facts[i] ?? ['', '']), ...(facts[i + rows] ?? ['', ''])]),
  )
}

function ownSale(sheet: Sheet, { grounds }: ValuationResult, measures: Measures): void {
  const sale = grounds.ownSale
  if (!sale) return
  const note = sale.unusual ? ` ${unusualLabels[sale.unusual]}.` : ''
  paragraph(
    sheet,
    `This home sold for ${formatPrice(sale.priceUsd, measures)} on ${dayLabel(sale.soldOn)}.${note} An earlier sale of the home itself isn’t used as a comparable sale.`,
  )
}

function comparables(sheet: Sheet, { home, result }: Printed, measures: Measures): void {
  const sales = result.grounds.comparables
  heading(sheet, 'Comparable sales', HEADING_POINTS + tablePoints(sales.length))
  table(
    sheet,
    [
      { head: 'Sale', share: 0.8 },
      { head: 'Sold on', share: 2 },
      { head: 'Location', share: 2.2 },
      { head: 'Home', share: 3.4 },
      { head: 'Sold for', share: 1.8, number: true },
      { head: 'Adjusted', share: 1.8, number: true },
      { head: 'Weight', share: 1.2, number: true },
    ],
    sales.map((sale, i) => [
      comparableName(i),
      dayLabel(sale.soldOn),
      distanceLabel(sale.km, home, sale, measures),
      `${formatArea(fromSqft(sale.livingSqft, measures.areaUnit), measures)}, ${sale.bedrooms} bed, ${sale.bathrooms} bath`,
      formatPrice(sale.priceUsd, measures),
      formatPrice(sale.adjustedUsd, measures),
      `${formatNumber(sale.weightPercent)}%`,
    ]),
  )
}

const COLUMNS: Adjustment['what'][] = ['market', 'size', 'land', 'build', 'age', 'outlook', 'street']

function adjustments(sheet: Sheet, { grounds }: ValuationResult, measures: Measures): void {
  const sales = grounds.comparables
  const used = COLUMNS.filter((what) =>
    sales.some((sale) => sale.adjustments.some((one) => one.what === what)),
  )
  heading(sheet, 'Adjustments', HEADING_POINTS + tablePoints(sales.length))
  table(
    sheet,
    [
      { head: 'Sale', share: 0.8 },
      ...used.map((what) => ({ head: adjustmentLabels[what], share: 1.5, number: true })),
      { head: 'Adjusted', share: 1.6, number: true },
    ],
    sales.map((sale, i) => [
      comparableName(i),
      ...used.map((what) =>
        signedPrice(sale.adjustments.find((one) => one.what === what)?.usd ?? 0, measures),
      ),
      formatPrice(sale.adjustedUsd, measures),
    ]),
  )
}

function ask(sheet: Sheet, { agentName, agencyName, phone, email, website }: AgentContact): void {
  const ways = [phone, email, website].filter(Boolean)
  heading(sheet, 'Questions about this estimate?', HEADING_POINTS + 40)
  paragraph(sheet, [agentName, agencyName].filter(Boolean).join(', '))
  if (ways.length > 0) paragraph(sheet, ways.join(' · '))
}
