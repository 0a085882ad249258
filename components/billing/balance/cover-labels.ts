import type { PackOrder, UpgradeOption } from '@/lib/billing/views'
import { countOf, formatCredits, formatDate, formatMoney, formatNumber } from '@/lib/core/text/format'
import { about } from './outlook-labels'

/** Labels for the ways to cover a shortage: packs or an upgrade (R16, R17, R24). */

export type CoverLabels = { title: string; price: string; lines: string[] }

/** "You’d be about 240 credits short." */
export const shortageLabel = (shortCredits: number): string =>
  `You’d be about ${formatCredits(about(shortCredits))} short.`

/** "2 packs of 500 and 1 pack of 100". */
export function orderLabel(lines: PackOrder['lines']): string {
  const parts = lines.map(
    ({ quantity, credits }) => `${countOf(quantity, 'pack')} of ${formatNumber(credits)}`,
  )
  return new Intl.ListFormat('en-US').format(parts)
}

export function packOrderLabels(order: PackOrder, timeZone: string): CoverLabels {
  const { lines, credits, priceCents, currency, endsAt, unusedCredits } = order
  const until = endsAt ? `until ${formatDate(endsAt, timeZone)}` : 'that never expire'
  return {
    title: orderLabel(lines),
    price: formatMoney(priceCents, currency),
    lines: [
      `${formatCredits(credits)} ${until}`,
      ...(unusedCredits > 0 && endsAt
        ? [
            `About ${formatNumber(about(unusedCredits))} would expire unused on ${formatDate(endsAt, timeZone)}`,
          ]
        : ['Nothing would expire unused']),
    ],
  }
}

export function upgradeLabels(way: UpgradeOption, timeZone: string): CoverLabels {
  const { plan, start, interval, chargeCents, currency, creditsAdded, resetsAt, renewalCents } = way
  const until = resetsAt ? ` until ${formatDate(resetsAt, timeZone)}` : ' for a month'
  const rhythm = interval === 'year' ? 'a year' : 'a month'
  return {
    title: `${start === 'subscribe' ? 'Subscribe' : 'Upgrade'} to ${plan.name}`,
    price: `${formatMoney(chargeCents, currency)} today`,
    lines: [
      `${formatNumber(creditsAdded)} ${start === 'prorated' ? 'more credits' : 'credits'}${until}`,
      ...expiryLines(way, timeZone),
      `Then ${formatMoney(renewalCents, currency)} ${rhythm} for ${formatCredits(plan.allowanceCredits)} a month`,
    ],
  }
}

function expiryLines(way: UpgradeOption, timeZone: string): string[] {
  const { start, expiresTodayCredits, unusedCredits, resetsAt } = way
  if (expiresTodayCredits > 0) {
    const which =
      start === 'subscribe' ? 'unused trial credits expire' : 'unused credits from this cycle expire'
    return [`A new cycle starts: your ${formatNumber(expiresTodayCredits)} ${which} today`]
  }
  if (unusedCredits > 0 && resetsAt)
    return [
      `About ${formatNumber(about(unusedCredits))} would expire unused on ${formatDate(resetsAt, timeZone)}`,
    ]
  return ['Nothing would expire unused']
}

/** The option that costs less today; null when both cost the same, or when one is missing or does not cover the shortage. */
export function cheaperToday(
  packs: { priceCents: number } | null,
  upgrade: { chargeCents: number; isEnough: boolean } | null,
): 'packs' | 'upgrade' | null {
  if (!packs || !upgrade?.isEnough || packs.priceCents === upgrade.chargeCents) return null
  return packs.priceCents < upgrade.chargeCents ? 'packs' : 'upgrade'
}
