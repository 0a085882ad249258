import type { PlanChange } from '@/lib/billing/views'
import { countOf, formatCredits, formatDate, formatMoney, formatSigned } from '@/lib/core/format'

export type ChangeLine = { term: string; words: string }

/** What a change of plan costs and gives, in numbers and dates, before it is confirmed (R17, R28). */
export function changeLines(change: PlanChange, timeZone: string): ChangeLine[] {
  const { when, at, balanceCents, chargeCents, taxCents, priceCents, interval, renewsAt } = change
  const money = (cents: number) => formatMoney(cents, change.currency)
  const day = (instant: string) => formatDate(instant, timeZone)
  const price = `${money(priceCents)} ${interval === 'year' ? 'a year' : 'a month'}${change.isTaxed ? ' plus tax' : ''}`
  if (when === 'period-end') {
    return [
      { term: 'Takes effect', words: day(at) },
      { term: 'Charged today', words: 'Nothing' },
      { term: 'From then on', words: price },
      ...givenLines(change, 'You get then'),
      { term: 'Until then', words: `You keep ${change.fromName} as it is` },
    ]
  }
  return [
    { term: 'Takes effect', words: 'At once' },
    { term: 'Charged today', words: chargeCents > 0 ? money(chargeCents) : 'Nothing' },
    ...(chargeCents > 0 && taxCents > 0 ? [{ term: 'Tax included', words: money(taxCents) }] : []),
    ...(balanceCents > 0 ? [{ term: 'Kept for later invoices', words: money(balanceCents) }] : []),
    { term: 'Then', words: `${price}, next on ${day(renewsAt)}` },
    ...givenLines(change, 'You get'),
    ...creditLines(change, day(change.resetsAt)),
  ]
}

function givenLines({ limits, allowanceCredits }: PlanChange, term: string): ChangeLine[] {
  if (!limits) return [{ term, words: `${formatCredits(allowanceCredits)} a month` }]
  const { reports, emails, contacts } = limits
  const words = [countOf(reports, 'report'), countOf(emails, 'email'), countOf(contacts, 'contact')]
  return [{ term, words: `${words.join(', ')} a month` }]
}

function creditLines({ mode, fromMode, creditsAdded, creditsLeft }: PlanChange, reset: string): ChangeLine[] {
  if (mode === 'limits') {
    if (fromMode === 'limits' || creditsLeft === 0) return []
    return [
      {
        term: `${formatCredits(creditsLeft)} left`,
        words: `Not used on this plan; the allowance among them ends on ${reset}`,
      },
    ]
  }
  const added = creditsAdded > 0 ? formatSigned(creditsAdded) : 'None: this cycle has had its allowance'
  return [
    { term: 'Credits added now', words: added },
    { term: 'Balance after that', words: `${formatCredits(creditsLeft + creditsAdded)}, until ${reset}` },
  ]
}

/** What the confirming button says. */
export function confirmWords(
  { when, at, chargeCents, currency, planName }: PlanChange,
  timeZone: string,
): string {
  if (when === 'period-end') return `Change on ${formatDate(at, timeZone)}`
  return chargeCents > 0 ? `Pay ${formatMoney(chargeCents, currency)} and change` : `Change to ${planName}`
}
