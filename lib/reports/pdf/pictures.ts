import { figure, LINE, label, MUTED, type Sheet } from '@/lib/files/pdf/sheet'
import { writeLine } from '@/lib/files/pdf/write-text'
import { type Area, areaNameOf } from '@/lib/sales/area'
import { circleAround, milesADegreeEast, type Place } from '@/lib/sales/shared/geometry'
import { COUNTY, formatPrice, shortPrice } from '@/lib/sales/shared/measures'
import type { Figures, MonthFigures } from '../figures/figures'
import { priceRangeLabel } from '../shared/labels'
import { monthLabel } from './labels'

const CHART_POINTS = 150
const MAP_POINTS = 220
const AXIS_POINTS = 40

/** Space between a heading and the labels at the top of an axis. */
const ABOVE_AXIS_POINTS = 6
const MONTH_LABEL_POINTS = 16
/** The height of `monthsChart`. */
export const MONTHS_CHART_POINTS = ABOVE_AXIS_POINTS + CHART_POINTS + MONTH_LABEL_POINTS + 10

/** Median price by month as a line, with the number of sales as bars behind it. */
export function monthsChart(sheet: Sheet, { months, data = COUNTY }: Pick<Figures, 'months' | 'data'>): void {
  const medians = months.flatMap((month) => month.medianPriceUsd ?? [])
  if (months.length < 2 || medians.length < 2) return
  const shown = [...medians, ...months.flatMap((month) => month.adjustedMedianPriceUsd ?? [])]
  const [low, high] = [Math.min(...shown) * 0.75, Math.max(...shown) * 1.1]
  const most = Math.max(...months.map((month) => month.salesCount), 1)
  const { left, width, brand } = sheet
  const step = (width - AXIS_POINTS) / months.length
  const first = months.find((month) => month.medianPriceUsd !== null)
  const last = months.findLast((month) => month.medianPriceUsd !== null)
  const alt = `Median price by month: from ${formatPrice(first?.medianPriceUsd ?? 0, data)} in ${monthLabel(first?.month ?? '')} to ${formatPrice(last?.medianPriceUsd ?? 0, data)} in ${monthLabel(last?.month ?? '')}. The table below has every month.`
  sheet.doc.y += ABOVE_AXIS_POINTS
  figure(sheet, alt, CHART_POINTS + MONTH_LABEL_POINTS, (doc, top) => {
    const x = (i: number) => left + AXIS_POINTS + step * (i + 0.5)
    const y = (price: number) => top + CHART_POINTS * (1 - (price - low) / (high - low))
    for (const part of [0, 0.5, 1]) {
      const price = low + part * (high - low)
      doc
        .moveTo(left + AXIS_POINTS, y(price))
        .lineTo(left + width, y(price))
        .lineWidth(0.5)
        .stroke(LINE)
      label(
        doc,
        shortPrice(high < 10_000 ? Math.round(price) : Math.round(price / 1_000) * 1_000, data),
        left,
        y(price) - 4,
        AXIS_POINTS - 6,
      )
    }
    months.forEach(({ salesCount, month }, i) => {
      const height = (salesCount / most) * CHART_POINTS * 0.45
      doc
        .rect(x(i) - step * 0.3, top + CHART_POINTS - height, step * 0.6, height)
        .fillOpacity(0.2)
        .fill(brand.color)
      doc.fillOpacity(1)
      label(doc, monthLabel(month), x(i) - step / 2, top + CHART_POINTS + 5, step, 'center')
    })
    const line = (of: (month: MonthFigures) => number | null) => {
      const points = months.flatMap((month, i) => {
        const price = of(month)
        return price === null ? [] : [[x(i), y(price)] as const]
      })
      points.forEach(([px, py], i) => {
        if (i === 0) doc.moveTo(px, py)
        else doc.lineTo(px, py)
      })
      return points
    }
    if (line((month) => month.adjustedMedianPriceUsd).length > 1)
      doc.dash(4, { space: 3 }).lineWidth(1.2).stroke(MUTED).undash()
    const points = line((month) => month.medianPriceUsd)
    doc.lineWidth(2).stroke(brand.color)
    for (const [px, py] of points) doc.circle(px, py, 2.6).fill(brand.color)
  })
}

const PRICE_ROW_POINTS = 17
const PRICE_LABEL_POINTS = 92
const COUNT_POINTS = 34

/** The height of `pricesChart`. */
export const pricesChartPoints = ({ priceBuckets }: Pick<Figures, 'priceBuckets'>): number =>
  priceBuckets.length * PRICE_ROW_POINTS + 10

/** The number of homes sold by price range, as bars with their counts. */
export function pricesChart(
  sheet: Sheet,
  { priceBuckets, data = COUNTY }: Pick<Figures, 'priceBuckets' | 'data'>,
): void {
  if (priceBuckets.length === 0) return
  const { left, width, brand } = sheet
  const most = Math.max(...priceBuckets.map(({ salesCount }) => salesCount), 1)
  const counts = priceBuckets.map(
    ({ fromUsd, toUsd, salesCount }) => `${priceRangeLabel(fromUsd, toUsd, data)}: ${salesCount}`,
  )
  const alt = `Sales by price. ${counts.join(', ')}.`
  figure(sheet, alt, priceBuckets.length * PRICE_ROW_POINTS, (doc, top) => {
    priceBuckets.forEach(({ fromUsd, toUsd, salesCount }, i) => {
      const y = top + i * PRICE_ROW_POINTS
      const room = width - PRICE_LABEL_POINTS - COUNT_POINTS
      const length = (salesCount / most) * room
      label(doc, priceRangeLabel(fromUsd, toUsd, data), left, y + 4, PRICE_LABEL_POINTS - 10, 'right')
      if (length > 0)
        doc.rect(left + PRICE_LABEL_POINTS, y + 2, length, PRICE_ROW_POINTS - 5).fill(brand.color)
      label(doc, String(salesCount), left + PRICE_LABEL_POINTS + length + 5, y + 4, COUNT_POINTS)
    })
  })
}

/** A map of the homes, true to scale, with the outline of the area and numbered notable sales. */
export function salesMap(sheet: Sheet, figures: Figures): void {
  const { places, notable, area } = figures
  if (places.length === 0) return
  const outline = outlineOf(area)
  const marks = notable.flatMap(({ place }, i) => (place ? [{ place, name: String(i + 1) }] : []))
  const { left, width, brand } = sheet
  const view = fitted([...places, ...outline], width, MAP_POINTS)
  const alt = `Map of ${places.length} places where homes sold in ${areaNameOf(area)}. Notable sales are numbered as in the table.`
  figure(sheet, alt, MAP_POINTS, (doc, top) => {
    doc.rect(left, top, width, MAP_POINTS).fillAndStroke('#f5f5f1', LINE)
    const at = (place: Place) => [left + view.x(place), top + view.y(place)] as const
    outline.forEach((place, i) => {
      if (i === 0) doc.moveTo(...at(place))
      else doc.lineTo(...at(place))
    })
    if (outline.length > 0) doc.closePath().lineWidth(1.2).stroke(brand.color)
    doc.fillOpacity(0.5)
    for (const place of places) doc.circle(...at(place), 1.6).fill(MUTED)
    doc.fillOpacity(1)
    for (const { place, name } of marks) {
      const [x, y] = at(place)
      doc.circle(x, y, 7).fillAndStroke(brand.color, '#ffffff')
      const white = { sizePoints: 8, color: '#ffffff', weight: 'bold' } as const
      writeLine(doc, name, white, { x: x - 6, y: y - 3, width: 12, align: 'center' })
    }
    label(doc, `${view.widthLabel} across. North is up.`, left + 8, top + MAP_POINTS - 14, width - 16)
  })
}

function fitted(places: Place[], width: number, height: number) {
  const latitudes = places.map((place) => place.latitude)
  const longitudes = places.map((place) => place.longitude)
  const middle = {
    latitude: (Math.max(...latitudes) + Math.min(...latitudes)) / 2,
    longitude: (Math.max(...longitudes) + Math.min(...longitudes)) / 2,
  }
  const [north, east] = [milesADegreeEast(0), milesADegreeEast(middle.latitude)]
  const high = (Math.max(...latitudes) - Math.min(...latitudes)) * north
  const wide = (Math.max(...longitudes) - Math.min(...longitudes)) * east
  const pointsPerMile = Math.min(height / Math.max(high * 1.15, 0.5), width / Math.max(wide * 1.15, 0.5))
  return {
    x: ({ longitude }: Place) => width / 2 + (longitude - middle.longitude) * east * pointsPerMile,
    y: ({ latitude }: Place) => height / 2 - (latitude - middle.latitude) * north * pointsPerMile,
    widthLabel: `${(width / pointsPerMile).toFixed(1)} miles`,
  }
}

function outlineOf(area: Area): Place[] {
  if (area.kind === 'zip') return []
  return area.kind === 'polygon' ? area.corners : circleAround(area.center, area.miles)
}
