import { actionLabels } from '@/lib/billing/shared/action-labels'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'

/**
 * Reasons why a change to the catalog or the rate card is too large for one operator (R36), one sentence each; empty if it
 * is not. Pure. Figures are compared with the last terms two operators approved, so many small steps add up.
 */
export type PlanFigures = {
  monthlyPriceCents: number
  annualPriceCents: number
  allowanceCredits: number
  reportsLimit: number | null
  emailsLimit: number | null
  contactsLimit: number | null
}
export type PackFigures = { credits: number; priceCents: number }
export type UnitPrices = Partial<Record<string, { credits: number; per: number; minimum: number }>>

export function isBeyond(before: number, after: number, factor: number): boolean {
  if (before === after) return false
  if (before <= 0 || after <= 0) return true
  return Math.max(before / after, after / before) > factor
}

type Figure = [name: string, before: number, after: number]

function reasonsOf(figures: Figure[], factor: number): string[] {
  return figures
    .filter(([, before, after]) => isBeyond(before, after, factor))
    .map(([name]) => `${name} changes by more than a factor of ${factor}.`)
}

const ratio = (cents: number, units: number) => (units > 0 ? cents / units : 0)

export function planReasons(before: PlanFigures, after: PlanFigures, factor: number): string[] {
  const given = [
    ['credit', before.allowanceCredits, after.allowanceCredits],
    ['report', before.reportsLimit, after.reportsLimit],
    ['email', before.emailsLimit, after.emailsLimit],
    ['contact', before.contactsLimit, after.contactsLimit],
  ] as const
  const figures: Figure[] = [
    ['The monthly price', before.monthlyPriceCents, after.monthlyPriceCents],
    ['The annual price', before.annualPriceCents, after.annualPriceCents],
  ]
  for (const [unit, was, is] of given) {
    if (was === null || is === null) continue
    figures.push(
      [`The number of ${unit}s`, was, is],
      [
        `The monthly price per ${unit}`,
        ratio(before.monthlyPriceCents, was),
        ratio(after.monthlyPriceCents, is),
      ],
      [
        `The annual price per ${unit}`,
        ratio(before.annualPriceCents, was),
        ratio(after.annualPriceCents, is),
      ],
    )
  }
  return reasonsOf(figures, factor)
}

/** @param others the other packs, used to find the usual price per credit */
export function packReasons(
  before: PackFigures,
  after: PackFigures,
  others: readonly PackFigures[],
  factor: number,
): string[] {
  const perCredit = ({ priceCents, credits }: PackFigures) => ratio(priceCents, credits)
  const reasons = reasonsOf(
    [
      ['The price', before.priceCents, after.priceCents],
      ['The number of credits', before.credits, after.credits],
      ['The price per credit', perCredit(before), perCredit(after)],
    ],
    factor,
  )
  const usual = median(others.map(perCredit))
  if (usual !== null && isBeyond(usual, perCredit(after), factor))
    reasons.push(`The price per credit differs from other packs by more than a factor of ${factor}.`)
  return reasons
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** A unit price has steps and a minimum, so prices are compared at these numbers of units. */
const UNITS = [1, 2, 5, 10, 25, 100, 1_000, 10_000, 1_000_000]

export function rateCardReasons(before: UnitPrices, after: UnitPrices, factor: number): string[] {
  return actionKeys.flatMap((action: ActionKey) => {
    const [was, is] = [before[action], after[action]]
    const { label } = actionLabels[action]
    if (!is) return []
    if (UNITS.some((units) => costOf(is, units) === 0)) {
      // An approved price of zero may stay zero.
      const wasFree = was !== undefined && UNITS.every((units) => costOf(was, units) === costOf(is, units))
      return wasFree ? [] : [`"${label}" would be free.`]
    }
    if (!was || UNITS.every((units) => !isBeyond(costOf(was, units), costOf(is, units), factor))) return []
    return [`The price of "${label}" changes by more than a factor of ${factor}.`]
  })
}

const costOf = (
  { credits, per, minimum }: { credits: number; per: number; minimum: number },
  units: number,
) => Math.max(minimum, Math.ceil(units / per) * credits)
