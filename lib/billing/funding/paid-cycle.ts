import { type Cycle, cycleAt } from '@/lib/credits/decide/cycle'
import type { PaidCycle } from '@/lib/credits/model'
import { type BilledLine, computeTimeOnPlan, type TimeOnPlan } from '../catalog/time-on-plan.ts'

/**
 * What was paid in a cycle: the allowance at its start, and each paid change since, with the share of the cycle it covers.
 * A change that was paid after its cycle had ended counts in the cycle in which the payment arrived. Null when no invoice
 * shows the allowance.
 */
export function paidCycle(lines: readonly BilledLine[], anchorAt: number, cycle: Cycle): PaidCycle | null {
  const steps = computeTimeOnPlan(lines)
  const standing = stepsAt(steps, cycle.start)
  if (standing.length === 0) return null
  const collected = steps.filter(({ collectedAt }) => collectedAt !== null)
  const changes = [
    ...standing.flatMap((step) => ended(step, steps, cycle)),
    ...collected.filter((step) => !standing.includes(step)).flatMap((step) => within(step, cycle)),
    ...collected.flatMap((step) => late(step, anchorAt, cycle)),
  ]
  return { start: cycle.start, allowance: allowanceOf(standing), changes: added(changes) }
}

/** The paid allowance of a cycle that starts at `at`, when the billed period covers it; otherwise null. */
export function allowanceAt(lines: readonly BilledLine[], at: number): number | null {
  const standing = stepsAt(computeTimeOnPlan(lines), at)
  return standing.length === 0 ? null : allowanceOf(standing)
}

/**
 * A period that started in the middle of another and was paid in full, without a credit for the rest of the other one,
 * buys a full cycle. With a credit, it is a change like any other.
 */
export function isNewCycle(lines: readonly BilledLine[], anchorAt: number): boolean {
  const at = lines.filter(({ start, collectedAt }) => start === anchorAt && collectedAt !== null)
  const isWhole = at.some((line) => !line.isProration && !line.beginsPeriod)
  const isWithin = lines.some((line) => !line.isProration && line.start < anchorAt && anchorAt < line.end)
  return isWhole && isWithin && !at.some(({ isProration }) => isProration)
}

/** What applied at `at`: the period that started last, and the paid changes within it. */
function stepsAt(steps: readonly TimeOnPlan[], at: number): TimeOnPlan[] {
  const covering = steps.filter((step) => step.start <= at && at < step.end)
  const [period] = covering
    .filter((step) => step.isPeriod && (step.beginsPeriod || step.collectedAt !== null))
    .toSorted((a, b) => b.start - a.start)
  if (!period) return []
  const changes = covering.filter(
    (step) => !step.isPeriod && step.collectedAt !== null && step.start >= period.start && step.start < at,
  )
  return [period, ...changes]
}

const allowanceOf = (steps: readonly TimeOnPlan[]) =>
  Math.max(
    0,
    steps.reduce((credits, step) => credits + step.credits, 0),
  )

type Change = PaidCycle['changes'][number] & { invoice: string; from: number; at: number }

const changeOf = (step: TimeOnPlan, credits: number, from: number, to: number, whole: number): Change => ({
  credits,
  part: to - from,
  whole,
  invoice: step.invoice,
  from,
  at: step.collectedAt ?? 0,
})

/** A step that starts within the cycle counts from its start. */
function within(step: TimeOnPlan, cycle: Cycle): Change[] {
  if (step.start < cycle.start || step.start >= cycle.end) return []
  return [changeOf(step, step.credits, step.start, Math.min(step.end, cycle.end), cycle.end - cycle.start)]
}

/** When the period ends within the cycle, the next period pays for the rest of the cycle once it is paid. */
function ended(step: TimeOnPlan, steps: readonly TimeOnPlan[], cycle: Cycle): Change[] {
  if (step.end >= cycle.end) return []
  const next = steps.find(
    ({ start, isPeriod, collectedAt }) => start === step.end && isPeriod && collectedAt !== null,
  )
  const change = changeOf(step, -step.credits, step.end, cycle.end, cycle.end - cycle.start)
  return [
    next ? { ...change, invoice: next.invoice, at: next.collectedAt ?? 0 } : { ...change, at: step.end },
  ]
}

/** The value of a change in cycles that had ended before it was paid. */
function late(step: TimeOnPlan, anchorAt: number, cycle: Cycle): Change[] {
  const { isPeriod, collectedAt, start, end, credits } = step
  if (isPeriod || collectedAt === null || start >= cycle.start) return []
  if (collectedAt < cycle.start || collectedAt >= cycle.end) return []
  const changes: Change[] = []
  for (let at = start; at < Math.min(end, cycle.start); ) {
    const over = pastCycle(anchorAt, at, cycle)
    const to = Math.min(end, over.end)
    changes.push(changeOf(step, credits, at, to, over.end - over.start))
    at = to
  }
  return changes
}

/** The cycle that contains `at`; before the anchor, which moves with a new cycle, one of the same length as this. */
function pastCycle(anchorAt: number, at: number, { start, end }: Cycle): Cycle {
  return at >= anchorAt ? cycleAt(anchorAt, at) : { start: anchorAt - (end - start), end: anchorAt }
}

/** Adds the old and new part of a change, so it is rounded once; in order of payment. */
function added(changes: readonly Change[]): PaidCycle['changes'] {
  const sums = new Map<string, Change>()
  for (const change of changes) {
    const { invoice, from, part, whole } = change
    const key = [invoice, from, part, whole].join()
    sums.set(key, { ...change, credits: change.credits + (sums.get(key)?.credits ?? 0) })
  }
  return [...sums.values()]
    .filter(({ credits }) => credits !== 0)
    .toSorted((a, b) => a.at - b.at || a.from - b.from)
    .map(({ credits, part, whole }) => ({ credits, part, whole }))
}
