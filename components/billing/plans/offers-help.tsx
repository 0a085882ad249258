import { Card, CardHeader } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { PackOffer, PlanOffer } from '@/lib/billing/views'
import { formatCredits, formatMoney, formatNumber, formatUnitPrice } from '@/lib/core/text/format'

/** The plans and packs currently on offer. */
export function OffersHelp({ packs, plans }: { packs: PackOffer[]; plans: PlanOffer[] }) {
  return (
    <Card aria-labelledby="help-offers">
      <CardHeader id="help-offers" title="Plans and packs" />
      <Table>
        <caption className="sr-only">Plans with their monthly price</caption>
        <thead>
          <tr>
            <Th>Plan</Th>
            <Th>Included per month</Th>
            <Th className="text-right">Price</Th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.key}>
              <Td className="font-medium">{plan.name}</Td>
              <Td className="text-muted">{includedLabel(plan)}</Td>
              <Td className="text-right">{formatMoney(plan.monthlyPriceCents, plan.currency)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Table className="mt-6">
        <caption className="sr-only">Packs of extra credits with their price</caption>
        <thead>
          <tr>
            <Th>Pack</Th>
            <Th>Per credit</Th>
            <Th className="text-right">Price</Th>
          </tr>
        </thead>
        <tbody>
          {packs.map(({ key, credits, priceCents, currency }) => (
            <tr key={key}>
              <Td className="font-medium">{formatCredits(credits)}</Td>
              <Td className="text-muted">{formatUnitPrice(priceCents, credits, currency)}</Td>
              <Td className="text-right">{formatMoney(priceCents, currency)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function includedLabel({ limits, allowanceCredits }: PlanOffer): string {
  if (!limits) return formatCredits(allowanceCredits)
  return `${formatNumber(limits.reports)} reports, ${formatNumber(limits.emails)} emails, ${formatNumber(limits.contacts)} contacts`
}
