import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { ROOT } from '../../start/settings/settings'
import { readReport } from './counts'

/** A test that failed: where it is, its name, and what went wrong. */
export type Failure = { file: string; title: string; messages: string[] }

type VitestReport = {
  testResults: {
    name: string
    /** Why the file could not be loaded. */
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[]
  }[]
}
type PlaywrightSuite = {
  suites?: PlaywrightSuite[]
  specs?: {
    title: string
    file: string
    line: number
    tests: { results: { status: string; errors?: { message?: string }[] }[] }[]
  }[]
}
type PlaywrightReport = {
  suites: PlaywrightSuite[]
  /** What failed outside of tests. */
  errors?: { message?: string }[]
}

const MOST_FAILURES = 10
const MOST_LINES = 16

export function vitestFailures(file: string): Failure[] {
  const report = readReport<VitestReport>(file)
  return (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({ title: fullName, messages: failureMessages ?? [] }))
    const unloaded = message ? [{ title: 'could not be loaded', messages: [message] }] : []
    return (failed.length > 0 ? failed : unloaded).map((one) => ({ file: relative(ROOT, name), ...one }))
  })
}

export function playwrightFailures(file: string): Failure[] {
  const report = readReport<PlaywrightReport>(file)
  if (!report) return []
  const outside = (report.errors ?? []).map(({ message = '' }) => ({
    file: 'e2e',
    title: 'outside of a test',
    messages: [message],
  }))
  return [...report.suites.flatMap(failuresOf), ...outside]
}

function failuresOf({ suites = [], specs = [] }: PlaywrightSuite): Failure[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .flatMap(({ results }) => results)
      .filter(({ status }) => status !== 'passed' && status !== 'skipped')
      .map(({ errors = [] }) => ({
        file: `e2e/${file}:${line}`,
        title,
        messages: errors.map(({ message = '' }) => message),
      })),
  )
  return [...own, ...suites.flatMap(failuresOf)]
}

/** The failures in short, for the end of the output: of a long run, often only the end is at hand. */
export function formatFailures(failures: readonly Failure[]): string {
  const left = failures.length - MOST_FAILURES
  return [
    ...failures.slice(0, MOST_FAILURES).map(formatFailure),
    ...(left > 0 ? [`${left} more failed; see above.`] : []),
  ].join('\n\n')
}

function formatFailure({ file, title, messages }: Failure): string {
  const lines = messages.flatMap((message) => stripVTControlCharacters(message).trim().split('\n'))
  const shown = lines.slice(0, MOST_LINES).map((line) => `    ${line}`.trimEnd())
  return [`${file} › ${title}`, ...shown, ...(lines.length > MOST_LINES ? ['    ...'] : [])].join('\n')
}
