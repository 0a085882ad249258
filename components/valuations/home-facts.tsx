import { Card, CardHeader } from '@/components/ui/card'
import { formatNumber } from '@/lib/core/text/format'
import type { DescribedHome } from '@/lib/valuations/home-input'
import { conditionLabels, gradeLabels, viewLabels } from './valuation-labels'

/** The details that the estimate is based on. */
export function HomeFacts({ home }: { home: DescribedHome }) {
  const facts: [string, string][] = [
    ['Living area', `${formatNumber(home.livingSqft)} sq ft`],
    ['Basement', home.basementSqft ? `${formatNumber(home.basementSqft)} sq ft` : 'None'],
    ['Lot', `${formatNumber(home.lotSqft)} sq ft`],
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
