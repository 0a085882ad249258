import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { add, countCheck, countPlaywright, countVitest, formatCounts } from './counts'

const folder = mkdtempSync(join(tmpdir(), 'market-trak-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 }

test('countVitest and countPlaywright read the runners’ reports', () => {
  expect(countVitest(report('v', vitest), true)).toEqual({ passed: 5, failed: 0, skipped: 2 })
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 }
  expect(countPlaywright(report('p', { stats }), false)).toEqual({ passed: 3, failed: 2, skipped: 0 })
})

test('a failed run without a failing test counts one failure', () => {
  expect(countVitest(report('w', vitest), false).failed).toBe(1)
  expect(countVitest(join(folder, 'none'), true).failed).toBe(1)
})

test('formatCounts', () => {
  expect(formatCounts(add(countCheck(true), countCheck(true)))).toBe('2 passed, 0 failed')
  expect(formatCounts({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped')
})
