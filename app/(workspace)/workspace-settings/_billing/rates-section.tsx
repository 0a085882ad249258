import { RateCard } from '@/components/billing/help/rate-card'
import { Card, CardHeader } from '@/components/ui/card'
import { getRateCardView } from '@/lib/billing/catalog/rate-card'

export async function RatesSection({ timeZone }: { timeZone: string }) {
  const card = await getRateCardView()
  return (
    <Card id="rates" aria-labelledby="rates-title">
      <CardHeader id="rates-title" title="Cost per action" description="Templates are free." />
      <RateCard card={card} timeZone={timeZone} />
    </Card>
  )
}
