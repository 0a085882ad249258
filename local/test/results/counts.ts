import { existsSync, readFileSync } from 'node:fs'

export type Counts = { passed: number; failed: number; skipped: number }

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }

/** A pass/fail check counts as one test. */
export function countCheck(succeeded: boolean): Counts {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 }
}

export function countVitest(file: string, succeeded: boolean): Counts {
  const report = readReport<VitestReport>(file)
  if (!report) return countCheck(false)
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
  const skipped = numPendingTests + numTodoTests
  return atLeastOneFailure({ passed: numPassedTests, failed: numFailedTests, skipped }, succeeded)
}

export function countPlaywright(file: string, succeeded: boolean): Counts {
  const report = readReport<PlaywrightReport>(file)
  if (!report) return countCheck(false)
  const { expected, unexpected, flaky, skipped } = report.stats
  // A flaky test counts as failed.
  return atLeastOneFailure({ passed: expected, failed: unexpected + flaky, skipped }, succeeded)
}

export function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A file that can't be loaded fails the run without a failing test, so count one failure. */
function atLeastOneFailure(counts: Counts, succeeded: boolean): Counts {
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

/** A runner's report, or null if it wrote none. */
export function readReport<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null
}
