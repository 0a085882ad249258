/** A stretch of time on a plan, as a line of an invoice bills or credits it (R17). Times in milliseconds since 1970. */
export type BilledLine = {
  invoice: string
  /** Credits a month: above zero what was billed for, below zero what was credited. */
  allowance: number
  /** Whether it is a credit; a plan without an allowance has one of zero. */
  isCredit: boolean
  /** Part of a period, because the plan changed within it. */
  isProration: boolean
  /** Its invoice begins a period by itself: Stripe begins it whether or not it is paid. */
  beginsPeriod: boolean
  start: number
  end: number
  /** When its money was there; null while it is not. */
  collectedAt: number | null
}

/** What the lines come to: a period on a plan, or a change of what it gives from `start` to `end`. */
export type TimeOnPlan = {
  invoice: string
  isPeriod: boolean
  beginsPeriod: boolean
  /** Credits a month that it gives; of a change, how many more or fewer. */
  credits: number
  start: number
  end: number
  collectedAt: number | null
}

/**
 * Periods, and the changes within them. A change is what its invoice credits and bills, and it never leaves more than the
 * new plan gives: Stripe credits the plan it knows of, and without a proration that may be another than was billed.
 */
export function stepsOf(lines: readonly BilledLine[]): TimeOnPlan[] {
  const periods = lines.filter(({ isProration }) => !isProration).map(periodOf)
  const changes = changesOf(lines).toSorted((a, b) => (a.collectedAt ?? 0) - (b.collectedAt ?? 0))
  const steps: TimeOnPlan[] = [...periods]
  for (const { most, ...change } of changes) {
    const [period] = periods
      .filter(
        ({ start, end, invoice }) =>
          start <= change.start && change.start < end && invoice !== change.invoice,
      )
      .toSorted((a, b) => b.start - a.start)
    const before = levelAt(steps, period, change.start)
    steps.push({ ...change, credits: Math.min(change.credits, most - before) })
  }
  return steps
}

const periodOf = ({ isCredit, isProration, allowance, ...line }: BilledLine): TimeOnPlan => ({
  ...line,
  isPeriod: true,
  credits: allowance,
})

type Change = TimeOnPlan & { most: number }

/** The lines of an invoice that begin at the same instant are one change. `most` is what it may leave in force. */
function changesOf(lines: readonly BilledLine[]): Change[] {
  const groups = Map.groupBy(
    lines.filter(({ isProration }) => isProration),
    ({ invoice, start, end }) => [invoice, start, end].join(),
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { invoice, start, end, collectedAt, beginsPeriod } = first
    const billed = group.filter(({ isCredit }) => !isCredit)
    const isReplaced = lines.some(
      (line) => !line.isProration && line.invoice === invoice && line.start === start,
    )
    const most = isReplaced ? 0 : billed.length > 0 ? sum(billed) : Number.POSITIVE_INFINITY
    return [{ invoice, start, end, collectedAt, beginsPeriod, isPeriod: false, credits: sum(group), most }]
  })
}

const sum = (lines: readonly BilledLine[]) => lines.reduce((credits, line) => credits + line.allowance, 0)

/** What a period gives at an instant, by the changes in it that were paid for before. */
function levelAt(steps: readonly TimeOnPlan[], period: TimeOnPlan | undefined, at: number): number {
  if (!period) return 0
  const changes = steps.filter(
    (step) =>
      !step.isPeriod &&
      step.collectedAt !== null &&
      step.start >= period.start &&
      step.start <= at &&
      at < step.end,
  )
  return changes.reduce((credits, step) => credits + step.credits, period.credits)
}
