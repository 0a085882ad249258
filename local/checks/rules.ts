import type { Tree } from './tree'

const RULES = 'docs/rules.md'

type RuleStatus = 'built' | 'partly built' | 'not built yet'
type Rule = { number: number; status: RuleStatus | null }

/** The rules with their status, in page order. The status is null if it is missing or unknown. */
function readRules(page: string): Rule[] {
  return page
    .split(/^### R/m)
    .slice(1)
    .map((section) => ({
      number: Number.parseInt(section, 10),
      status: (/^Status: (built|partly built|not built yet)\./m.exec(section)?.[1] ??
        null) as RuleStatus | null,
    }))
}

/** Maps a rule number to its tests as `path: title`. A title starts with its rules: `R5, R8: ...` or `R10-R19: ...`. */
export function testsOfRules({ texts }: Tree): Map<number, string[]> {
  const tests = new Map<number, string[]>()
  for (const [path, text] of texts) {
    if (!/\.(test|spec)\.tsx?$/.test(path)) continue
    for (const [, , rules = '', title] of text.matchAll(/(['"`])(R\d+(?:(?:, | and |-)R\d+)*): (.*?)\1/g)) {
      for (const number of numbersIn(rules)) {
        tests.set(number, [...(tests.get(number) ?? []), `${path}: ${rules}: ${title}`])
      }
    }
  }
  return tests
}

function numbersIn(rules: string): number[] {
  return rules.split(/, | and /).flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map((rule) => Number(rule.slice(1)))
    return Array.from({ length: to - from + 1 }, (_, i) => from + i)
  })
}

/** Problems, one line each: unknown rules cited, rules marked built without a test, and rules marked not built with one. */
export function checkRules(tree: Tree): string[] {
  const page = tree.texts.get(RULES)
  if (page === undefined) return [`${RULES} is missing`]
  const rules = readRules(page)
  const tests = testsOfRules(tree)
  return [
    ...numberingProblems(rules),
    ...rules.flatMap((rule) => statusProblem(rule, tests)),
    ...unknownCitations(tree, rules),
  ]
}

/** Numbers must run from 1 without gaps, so no rule is dropped or listed twice. */
function numberingProblems(rules: Rule[]): string[] {
  const wrong = rules.find(({ number }, i) => number !== i + 1)
  return wrong ? [`${RULES}: R${wrong.number} is not where its number says`] : []
}

function statusProblem({ number, status }: Rule, tests: Map<number, string[]>): string[] {
  const test = tests.get(number)?.[0]
  if (status === null)
    return [`${RULES}: R${number} needs "Status: built.", "partly built." or "not built yet."`]
  if (status === 'not built yet') {
    return test ? [`${RULES}: R${number} is marked not built yet, and there is a test for it: ${test}`] : []
  }
  return test ? [] : [`${RULES}: R${number} is marked ${status}, and no test is named for it`]
}

function unknownCitations({ texts }: Tree, rules: Rule[]): string[] {
  const known = new Set(rules.map(({ number }) => number))
  const problems: string[] = []
  for (const [path, text] of texts) {
    // The tests of this check cite rules that do not exist.
    if (path.startsWith('local/checks/')) continue
    for (const [line, content] of text.split('\n').entries()) {
      for (const [, number] of content.matchAll(/\bR(\d{1,3})\b/g)) {
        if (!known.has(Number(number))) problems.push(`${path}:${line + 1}: R${number} is not in ${RULES}`)
      }
    }
  }
  return problems
}
