type Goal = { atLeast: number } | { atMost: number }
type Line = { metric: string; value: number; unit: string; goal: string | null; ok: boolean | null }

/** Collects the measurements. Timings never affect the exit code; ledger errors do. */
export class Report {
  private readonly lines: Line[] = []
  readonly violations: string[] = []

  constructor(private readonly json: boolean) {}

  add(metric: string, value: number, unit: string, goal?: Goal): void {
    const line: Line = {
      metric,
      value: Number(value.toPrecision(4)),
      unit,
      goal: goal ? ('atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`) : null,
      ok: goal ? ('atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost) : null,
    }
    this.lines.push(line)
    if (this.json) console.log(JSON.stringify(line))
  }

  /** Records a ledger guarantee that did not hold under load. */
  check(holds: boolean, what: string): void {
    if (holds) return
    this.violations.push(what)
    console.error(`violation: ${what}`)
  }

  /** Progress, for people only. */
  log(text: string): void {
    if (!this.json) console.log(text)
  }

  table(): string {
    const cells = this.lines.map(({ metric, value, unit, goal, ok }) => [
      metric,
      `${value.toLocaleString('en-US', { maximumFractionDigits: 3 })} ${unit}`.trim(),
      goal ?? '',
      ok === null ? '' : ok ? 'reached' : 'missed',
    ])
    const rows = [['what', 'figure', 'goal', ''], ...cells]
    const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
    const lineOf = (row: string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
    const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
    return [lineOf(rows[0] ?? []), rule, ...rows.slice(1).map(lineOf)].join('\n')
  }
}
