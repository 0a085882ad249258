import { Card, CardHeader } from '@/components/ui/card'
import type { Measures } from '@/lib/sales/shared/measures'
import type { DescribedHome } from '@/lib/valuations/home-input'
import { homeFacts } from '@/lib/valuations/shared/labels'

/** The details that the estimate is based on. */
export function HomeFacts({ home, measures }: { home: DescribedHome; measures: Measures }) {
  return (
    <Card aria-labelledby="home-facts" className="break-inside-avoid">
      <CardHeader id="home-facts" title="Property details" />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
        {homeFacts(home, measures).map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="text-sm font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
