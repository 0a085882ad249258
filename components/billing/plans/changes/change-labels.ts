import type { PlanChange } from '@/lib/billing/views'
import { countOf, formatCredits, formatDate, formatMoney, formatSigned } from '@/lib/core/text/format'

export type ChangeLine = { term: string; words: string }
/** Prorated for the rest of the current cycle, or a new cycle from today at the full price (R17). */
export type CycleStart = 'prorated' | 'new-cycle'

/** What a plan change costs and includes, before it is confirmed (R17, R28). */
export function changeLines(change: PlanChange, start: CycleStart, timeZone: string): ChangeLine[] {
  const { when, at, renewsAt, newCycle } = change
  const day = (instant: string) => formatDate(instant, timeZone)
  if (when === 'period-end') {
    return [
      { term: 'Takes effect', words: day(at) },
      { term: 'Charged today', words: 'Nothing' },
      { term: 'New price', words: priceLabel(change) },
      ...givenLines(change, 'You’ll get'),
      { term: 'Until then', words: `You keep ${change.fromName}` },
    ]
  }
  if (start === 'new-cycle' && newCycle) {
    const { creditsAfter, resetsAt } = newCycle
    return [
      ...moneyLines(newCycle, change, day(newCycle.renewsAt)),
      ...givenLines(change, 'You get'),
      { term: 'Credits added now', words: formatSigned(newCycle.creditsAdded) },
      ...expiringLines(newCycle.creditsExpiring),
      { term: 'New balance', words: `${formatCredits(creditsAfter)}, until ${day(resetsAt)}` },
    ]
  }
  return [
    ...moneyLines(change, change, day(renewsAt)),
    ...givenLines(change, 'You get'),
    ...creditLines(change, day(change.resetsAt)),
  ]
}

/** The two ways to start a more expensive plan, each with its price and credits. */
export function startChoices(change: PlanChange, timeZone: string) {
  const { chargeCents, deferredCents, creditsAdded, newCycle, resetsAt, currency } = change
  if (!newCycle) return []
  const day = (instant: string) => formatDate(instant, timeZone)
  const now = (cents: number, credits: number) =>
    `${formatMoney(cents, currency)} for ${formatCredits(credits)} now`
  const share =
    chargeCents === 0 && deferredCents > 0
      ? `${formatMoney(deferredCents, currency)} on your next invoice`
      : now(chargeCents, creditsAdded)
  return [
    {
      value: 'prorated' as const,
      label: `Keep the current cycle: ${share}`,
      note: `You pay for the days until ${day(resetsAt)} and get the same share of the larger allowance.`,
    },
    {
      value: 'new-cycle' as const,
      label: `Start a new cycle today: ${now(newCycle.chargeCents, newCycle.creditsAdded)}`,
      note: `You pay the full price and get the full allowance. Your next cycle starts on ${day(newCycle.resetsAt)}.`,
    },
  ]
}

const priceLabel = ({ priceCents, currency, interval, isTaxed }: PlanChange) =>
  `${formatMoney(priceCents, currency)} ${interval === 'year' ? 'a year' : 'a month'}${isTaxed ? ' plus tax' : ''}`

type Charge = Pick<PlanChange, 'chargeCents' | 'taxCents'>

function moneyLines({ chargeCents, taxCents }: Charge, change: PlanChange, renewal: string): ChangeLine[] {
  const { balanceCents, deferredCents } = change
  const money = (cents: number) => formatMoney(cents, change.currency)
  return [
    { term: 'Takes effect', words: 'Immediately' },
    { term: 'Charged today', words: chargeCents > 0 ? money(chargeCents) : 'Nothing' },
    ...(chargeCents > 0 && taxCents > 0 ? [{ term: 'Tax included', words: money(taxCents) }] : []),
    ...(chargeCents === 0 && deferredCents > 0
      ? [{ term: 'Added to your next invoice', words: money(deferredCents) }]
      : []),
    ...(chargeCents === 0 && balanceCents > 0
      ? [{ term: 'Credit toward future invoices', words: money(balanceCents) }]
      : []),
    { term: 'Then', words: `${priceLabel(change)}, next on ${renewal}` },
  ]
}

function givenLines({ limits, allowanceCredits }: PlanChange, term: string): ChangeLine[] {
  if (!limits) return [{ term, words: `${formatCredits(allowanceCredits)} a month` }]
  const { reports, emails, contacts } = limits
  const words = [countOf(reports, 'report'), countOf(emails, 'email'), countOf(contacts, 'contact')]
  return [{ term, words: `${words.join(', ')} a month` }]
}

const expiringLines = (credits: number): ChangeLine[] =>
  credits > 0
    ? [{ term: 'Unused credits of this cycle', words: `${formatCredits(credits)} expire today` }]
    : []

function creditLines(change: PlanChange, reset: string): ChangeLine[] {
  const { mode, fromMode, creditsAdded, creditsLater, creditsLeft } = change
  if (mode === 'limits') {
    if (fromMode === 'limits' || creditsLeft === 0) return []
    return [
      {
        term: `${formatCredits(creditsLeft)} left`,
        words: `Not usable on this plan. Unused allowance expires on ${reset}.`,
      },
    ]
  }
  const added = creditsAdded > 0 ? formatSigned(creditsAdded) : 'None'
  return [
    { term: 'Credits added now', words: added },
    ...(creditsLater > 0
      ? [{ term: 'Added when that invoice is paid', words: formatSigned(creditsLater) }]
      : []),
    { term: 'New balance', words: `${formatCredits(creditsLeft + creditsAdded)}, until ${reset}` },
  ]
}

/** The label of the confirm button. */
export function confirmLabel(change: PlanChange, start: CycleStart, timeZone: string): string {
  const { when, at, planName } = change
  if (when === 'period-end') return `Change plan on ${formatDate(at, timeZone)}`
  const cents = chargeCentsOf(change, start)
  const money = formatMoney(cents, change.currency)
  if (start === 'new-cycle') return `Pay ${money} and start a new cycle`
  return cents > 0 ? `Pay ${money} and change plan` : `Change to ${planName}`
}

/** The amount charged today, sent back with the confirmation. */
export const chargeCentsOf = ({ chargeCents, newCycle }: PlanChange, start: CycleStart): number =>
  start === 'new-cycle' && newCycle ? newCycle.chargeCents : chargeCents
