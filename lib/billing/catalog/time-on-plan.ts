/** A time span on a plan that an invoice line bills or credits (R17). Times are in milliseconds since 1970. */
export type BilledLine = {
  invoice: string
  /** Credits per month: positive when billed, negative when credited. */
  allowance: number
  /** Whether the line is a credit; for a plan without an allowance, `allowance` is zero. */
  isCredit: boolean
  /** Part of a period, because the plan changed within it. */
  isProration: boolean
  /** Its invoice starts a period, whether or not it is paid. */
  beginsPeriod: boolean
  start: number
  end: number
  /** When it was paid; null while it is not. */
  collectedAt: number | null
}

/** What the lines amount to: a period on a plan, or a change of its allowance from `start` to `end`. */
export type TimeOnPlan = {
  invoice: string
  isPeriod: boolean
  beginsPeriod: boolean
  /** Monthly credits; for a change, the difference. */
  credits: number
  start: number
  end: number
  collectedAt: number | null
}

/**
 * Periods and the changes within them. A change is what its invoice credits and bills, limited to what the new plan
 * gives: Stripe credits its current plan, which after a change without proration may differ from what was billed.
 */
export function computeTimeOnPlan(lines: readonly BilledLine[]): TimeOnPlan[] {
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

/** Invoice lines that start at the same instant are one change. `most` is the largest allowance it can result in. */
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

/** The allowance of a period at an instant, with the changes that were paid before. */
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
