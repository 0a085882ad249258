import type { Tree } from './tree'

const RULES = 'docs/rules.md'

type RuleStatus = 'built' | 'partly built' | 'not built yet'
type Rule = { number: number; status: RuleStatus | null }

/** The rules with their status, in the order of the page. A status of null: the rule has none, or one we don't know. */
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

/** Rule number to the titles of its tests: `path: title`. A title starts with its rules: `R5, R8: ...` or `R10-R19: ...`. */
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

/** Problems, one line each: rules cited and not listed, built without a test, or tested and marked as not built. */
export function checkRules(tree: Tree): string[] {
  const page = tree.texts.get(RULES)
  if (page === undefined) return [`${RULES} is missing`]
  const rules = readRules(page)
  const tests = testsOfRules(tree)
  return [
    ...notCounted(rules),
    ...rules.flatMap((rule) => statusProblem(rule, tests)),
    ...unknownCitations(tree, rules),
  ]
}

/** The numbers run from 1 without a gap, so that none can be dropped or listed twice. */
function notCounted(rules: Rule[]): string[] {
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
    for (const [line, words] of text.split('\n').entries()) {
      for (const [, number] of words.matchAll(/\bR(\d{1,3})\b/g)) {
        if (!known.has(Number(number))) problems.push(`${path}:${line + 1}: R${number} is not in ${RULES}`)
      }
    }
  }
  return problems
}
