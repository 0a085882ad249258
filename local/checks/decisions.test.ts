import { expect, test } from 'vitest'
import { checkDecisions } from './decisions'
import { treeOf } from './tree'

const FILE = 'docs/decisions/0007-a-thing.md'
const GOOD = `# 0007 A thing

Status: accepted, 2026-11-28

## Context

Why.

## Decision

### A part

What.

## Consequences

So.
`
const INDEX = '# Decisions\n\n- [0007 A thing](0007-a-thing.md): in a few words.\n'
const problems = (text: string, index = INDEX) =>
  checkDecisions(treeOf({ [FILE]: text, 'docs/decisions/README.md': index }))

test('accepts decisions that follow the template', () => {
  expect(problems(GOOD)).toEqual([])
  const superseded = GOOD.replace('accepted', 'superseded by [0009](0009-other.md)')
  expect(problems(superseded)).toEqual([])
})

test.each([
  ['# 0007 A', '# 7. A', 'the first line must be "# 0007 Title"'],
  [
    'Status: accepted, 2026-11-28',
    'Date: 2026-11-28',
    'the third line must be "Status: accepted, YYYY-MM-DD"',
  ],
  ['2026-11-28', 'last week', 'the third line must be "Status: accepted, YYYY-MM-DD"'],
  ['## Decision', '## Choice', 'the sections must be Context, Decision, Consequences'],
  ['## Consequences\n\nSo.\n', '', 'the sections must be Context, Decision, Consequences'],
  ['Why.\n', '', 'a section is empty'],
  ['So.\n', '', 'a section is empty'],
])('names what differs from the template: %j', (from, to, problem) => {
  const text = GOOD.replace(from, to)
  expect(problems(text, INDEX.replace('0007 A thing', text.split('\n')[0]?.slice(2) ?? ''))).toEqual([
    `${FILE}: ${problem}`,
  ])
})

test('reports a decision that is missing in the index or has another title there', () => {
  const problem = 'docs/decisions/README.md: there is no line "- [0007 A thing](0007-a-thing.md): ..."'
  expect(problems(GOOD, INDEX.replace('A thing', 'Another'))).toEqual([problem])
  expect(problems(GOOD, '# Decisions\n')).toEqual([problem])
})

test('reports duplicate numbers', () => {
  const tree = treeOf({
    [FILE]: GOOD,
    'docs/decisions/0007-b.md': GOOD,
    'docs/decisions/README.md': `${INDEX}- [0007 A thing](0007-b.md): again.\n`,
  })
  expect(checkDecisions(tree)).toEqual(['docs/decisions: two decisions are 0007'])
})
