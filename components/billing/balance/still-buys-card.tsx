import { Card, CardHeader } from '@/components/ui/card'
import type { CreditsOutlook } from '@/lib/billing/views'
import { formatCredits } from '@/lib/core/text/format'
import { coversLabel } from './outlook-labels'

type StillBuysCardProps = { leftCredits: number; stillBuys: CreditsOutlook['stillBuys'] }

/** How many of each result the balance pays for at current prices. */
export function StillBuysCard({ leftCredits, stillBuys }: StillBuysCardProps) {
  return (
    <Card aria-labelledby="buys-title">
      <CardHeader
        id="buys-title"
        title="What your balance covers"
        description={`With ${formatCredits(leftCredits)}, you can create any one of these`}
      />
      <dl className="grid gap-2.5 text-sm">
        {stillBuys.map((line) => (
          <div key={line.action} className="flex items-baseline justify-between gap-4">
            <dt className="min-w-0 truncate text-muted">{line.label}</dt>
            <dd className="font-medium whitespace-nowrap">{coversLabel(line)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
