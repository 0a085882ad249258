import { describe, expect, test } from 'vitest'
import { checkRules, testsOfRules } from './rules'
import { treeOf } from './tree'

const page = (...statuses: string[]) =>
  statuses.map((status, i) => `### R${i + 1}\n\nWords.\n\nStatus: ${status}\n`).join('\n')
const tests = (...titles: string[]) => titles.map((title) => `test('${title}', () => {})`).join('\n')

describe('checkRules', () => {
  test('accepts rules whose status matches their tests', () => {
    const tree = treeOf({
      'docs/rules.md': page('built.', 'partly built. More is missing.', 'not built yet.'),
      'lib/a.test.ts': tests('R1, R2: both'),
      'lib/a.ts': '// R1, R2 and R3 are cited',
    })
    expect(checkRules(tree)).toEqual([])
  })

  test.each(['lib/a.ts', 'components/a.tsx', 'README.md', 'db/a.sql', 'app/a.css'])(
    'names a rule that is cited in %s and not on the page, with its line',
    (path) => {
      const tree = treeOf({ 'docs/rules.md': page('not built yet.'), [path]: 'R1\nas R99 says' })
      expect(checkRules(tree)).toEqual([`${path}:2: R99 is not in docs/rules.md`])
    },
  )

  test('ignores text that only looks like a citation', () => {
    const text = 'Cloudflare-R2x, R1234, PR9, https://x.test/R9abc'
    expect(checkRules(treeOf({ 'docs/rules.md': page('not built yet.'), 'a.md': text }))).toEqual([])
  })

  test.each(['built', 'partly built'])('reports a rule marked %s without a test', (status) => {
    const tree = treeOf({
      'docs/rules.md': page(`${status}.`),
      // Mentions in a test body and titles outside tests don't count.
      'lib/a.test.ts': `// R1\n${tests('a thing, R1')}`,
      'lib/a.ts': tests('R1: a thing'),
    })
    expect(checkRules(tree)).toEqual([`docs/rules.md: R1 is marked ${status}, and no test is named for it`])
  })

  test('reports a rule marked not built yet that has a test', () => {
    const tree = treeOf({ 'docs/rules.md': page('not built yet.'), 'e2e/a.spec.ts': tests('R1: a thing') })
    expect(checkRules(tree)).toEqual([
      'docs/rules.md: R1 is marked not built yet, and there is a test for it: e2e/a.spec.ts: R1: a thing',
    ])
  })

  test('reports a rule without a status and gaps in the numbers', () => {
    const text = page('done.').replace('### R1', '### R2')
    expect(checkRules(treeOf({ 'docs/rules.md': text }))).toEqual([
      'docs/rules.md: R2 is not where its number says',
      'docs/rules.md: R2 needs "Status: built.", "partly built." or "not built yet."',
    ])
  })

  test('reports a missing page', () => {
    expect(checkRules(treeOf({}))).toEqual(['docs/rules.md is missing'])
  })
})

test('testsOfRules parses lists and ranges of rules in test titles, with any quotes', () => {
  const text = 'it("R3, R5: a", f)\nit.each([1])(`R5 and R6: b`, f)\ntest(\n  \'R7-R9: c\',\n)'
  const found = testsOfRules(treeOf({ 'lib/a.db.test.ts': text }))
  expect([...found.keys()].sort()).toEqual([3, 5, 6, 7, 8, 9])
  expect(found.get(5)).toHaveLength(2)
})
