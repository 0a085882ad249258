import { Card, CardHeader } from '@/components/ui/card'
import { formatArea, fromSqft, type Measures } from '@/lib/sales/shared/measures'
import type { DescribedHome } from '@/lib/valuations/home-input'
import { conditionLabels, gradeLabels, viewLabels } from './valuation-labels'

/** The details that the estimate is based on. */
export function HomeFacts({ home, measures }: { home: DescribedHome; measures: Measures }) {
  const size = (sqft: number) => formatArea(fromSqft(sqft, measures.areaUnit), measures)
  const facts: [string, string][] = [
    ['Living area', size(home.livingSqft)],
    ['Basement', home.basementSqft ? size(home.basementSqft) : 'None'],
    ['Lot', size(home.lotSqft)],
    ['Bedrooms', String(home.bedrooms)],
    ['Bathrooms', String(home.bathrooms)],
    ['Floors', String(home.floors)],
    ['Built', String(home.yearBuilt)],
    ['Renovated', home.yearRenovated ? String(home.yearRenovated) : 'No'],
    ['Condition', conditionLabels[home.condition] ?? String(home.condition)],
    ['Build quality', gradeLabels[home.grade] ?? String(home.grade)],
    ['View', viewLabels[home.view] ?? String(home.view)],
    ['Waterfront', home.waterfront ? 'Yes' : 'No'],
  ]
  return (
    <Card aria-labelledby="home-facts" className="break-inside-avoid">
      <CardHeader id="home-facts" title="Property details" />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="text-sm font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
