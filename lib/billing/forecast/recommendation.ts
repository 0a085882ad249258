import { localDay } from '../statement/calendar-days.ts'
import type { CreditsOutlook, PackOrder, UpgradeOption } from '../views.ts'

/** The one thing to do about the credits, with its price (R24). Pure. */

/** Waiting costs nothing, but work stops meanwhile. Longer than this, it is not an option. */
const MOST_DAYS_WAITED = 1
const DAY_MS = 86_400_000

export type Recommendation =
  /** Nothing has to be done. */
  | { way: 'none'; because: 'lasts' | 'no-pace' }
  /** The credits run out so shortly before the reset that waiting is enough. */
  | { way: 'wait'; days: number; resetsAt: string }
  /** `instead` is the option that costs more. */
  | { way: 'packs'; packs: PackOrder; instead: UpgradeOption | null }
  | { way: 'upgrade'; upgrade: UpgradeOption; instead: PackOrder | null }
  /** Nothing on sale is enough. */
  | { way: 'compare' }

type Outlook = Pick<CreditsOutlook, 'forecast' | 'ending' | 'endsAt'>

type Options = {
  outlook: Outlook
  timeZone: string
  /** Null: this person can't buy packs, or no combination is enough. */
  packs: PackOrder | null
  upgrade: UpgradeOption | null
}

/**
 * The cheapest of waiting, packs and an upgrade, by what is paid today. At the same price packs come first, because an
 * upgrade also costs more from then on. An upgrade that covers only part of the shortage is not a way to cover it.
 */
export function recommend({ outlook, timeZone, packs, upgrade }: Options): Recommendation {
  const days = daysWithoutCredits(outlook, timeZone)
  if (days === null)
    return { way: 'none', because: outlook.forecast.kind === 'too-early' ? 'no-pace' : 'lasts' }
  if (outlook.ending === 'reset' && days <= MOST_DAYS_WAITED)
    return { way: 'wait', days, resetsAt: outlook.endsAt }
  const enough = upgrade?.isEnough ? upgrade : null
  if (packs && (!enough || packs.priceCents <= enough.chargeCents))
    return { way: 'packs', packs, instead: enough }
  return enough ? { way: 'upgrade', upgrade: enough, instead: packs } : { way: 'compare' }
}

/** From the day on which the credits run out to the end of the cycle; null: they last. */
export function daysWithoutCredits({ forecast, endsAt }: Outlook, timeZone: string): number | null {
  if (forecast.kind !== 'runs-out') return null
  const lastDay = localDay(Date.parse(endsAt) - 1, timeZone)
  return Math.max(0, Math.round((Date.parse(lastDay) - Date.parse(forecast.on)) / DAY_MS))
}

/** Whether an offer has to be asked for: it costs a request to Stripe, and is only shown if waiting is not enough. */
export function needsOffer(outlook: Outlook, timeZone: string): boolean {
  const { way } = recommend({ outlook, timeZone, packs: null, upgrade: null })
  return way === 'compare'
}
