import { resetLabel } from '@/components/credits/credit-labels'
import { LimitMeters } from '@/components/credits/usage-bar'
import { Card, CardHeader } from '@/components/ui/card'
import type { CreditsSummary, LimitMeter } from '@/lib/billing/views'
import { formatTime } from '@/lib/core/text/format'

type LimitsCardProps = { summary: CreditsSummary; meters: LimitMeter[] }

/** How much of each monthly limit is used (R3). */
export function LimitsCard({ summary, meters }: LimitsCardProps) {
  return (
    <Card id="usage" aria-labelledby="limits-title">
      <CardHeader
        id="limits-title"
        title="Usage by limit"
        description={`${resetLabel(summary)} · as of ${formatTime(summary.asOf, summary.timeZone)}`}
      />
      <LimitMeters meters={meters} />
    </Card>
  )
}

/** What a plan with limits includes without listing it (R3). */
export function FairUseCard({ meters }: { meters: LimitMeter[] }) {
  return (
    <Card aria-labelledby="fair-use-title">
      <CardHeader
        id="fair-use-title"
        title="Included, within fair use"
        description="These don’t cost extra. Each has a limit per billing cycle."
      />
      <LimitMeters meters={meters} />
    </Card>
  )
}
