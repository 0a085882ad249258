import { RateCard } from '@/components/billing/rate-card'
import { Card, CardHeader } from '@/components/ui/card'
import { currentRateCard } from '@/lib/billing/rate-card'

export async function RatesSection() {
  const rates = await currentRateCard()
  return (
    <Card aria-labelledby="rates-title">
      <CardHeader id="rates-title" title="What actions cost" description="Templates cost nothing." />
      <RateCard lines={rates} />
    </Card>
  )
}
