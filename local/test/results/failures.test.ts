import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from '../../start/settings/settings'
import { formatFailures, playwrightFailures, vitestFailures } from './failures'

const folder = mkdtempSync(join(tmpdir(), 'market-trak-failures-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('vitestFailures lists failed tests, and files that could not be loaded', () => {
  const testResults = [
    {
      name: join(ROOT, 'lib/one.test.ts'),
      assertionResults: [
        { fullName: 'one adds', status: 'passed', failureMessages: [] },
        { fullName: 'one subtracts', status: 'failed', failureMessages: ['Error: expected 1'] },
      ],
    },
    { name: join(ROOT, 'lib/two.test.ts'), message: 'No such module', assertionResults: [] },
  ]
  expect(vitestFailures(report('v', { testResults }))).toEqual([
    { file: 'lib/one.test.ts', title: 'one subtracts', messages: ['Error: expected 1'] },
    { file: 'lib/two.test.ts', title: 'could not be loaded', messages: ['No such module'] },
  ])
})

test('playwrightFailures lists failed tests of all depths, and what failed outside of them', () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    file: 'billing/one.spec.ts',
    line: 7,
    tests: [{ results: [{ status, errors: message ? [{ message }] : [] }] }],
  })
  const suites = [
    {
      specs: [spec('buys', 'passed'), spec('pays', 'timedOut', 'Test timeout'), spec('skipped', 'skipped')],
      suites: [{ specs: [spec('refunds', 'failed', 'Error: no button')] }],
    },
  ]
  expect(playwrightFailures(report('p', { suites, errors: [{ message: 'The setup failed' }] }))).toEqual([
    { file: 'e2e/billing/one.spec.ts:7', title: 'pays', messages: ['Test timeout'] },
    { file: 'e2e/billing/one.spec.ts:7', title: 'refunds', messages: ['Error: no button'] },
    { file: 'e2e', title: 'outside of a test', messages: ['The setup failed'] },
  ])
})

test('a run without a report has no failures to list', () => {
  expect(vitestFailures(join(folder, 'none'))).toEqual([])
  expect(playwrightFailures(join(folder, 'none'))).toEqual([])
})

test('formatFailures shortens what is long', () => {
  const failure = { file: 'a.test.ts', title: 'adds', messages: ['\u001b[31mError: no\u001b[39m\n\n  at a'] }
  expect(formatFailures([failure])).toBe('a.test.ts › adds\n    Error: no\n\n      at a')
  const long = { ...failure, messages: ['line\n'.repeat(40)] }
  expect(formatFailures([long]).split('\n')).toHaveLength(18)
  expect(formatFailures(Array(12).fill(failure))).toMatch(/\n\n2 more failed; see above\.$/)
})
