import { describe, expect, test } from 'vitest'
import { checkStatuses, statusLabelsIn } from './statuses'
import { treeOf } from './tree'

const PAGE =
  '# How we write\n\n## Statuses\n\n| status | means |\n| --- | --- |\n| Ready | done |\n\n## Next\n'
const problemsOf = (labels: string, page = PAGE) =>
  checkStatuses(treeOf({ 'docs/copy.md': page, 'components/a/a-labels.ts': labels }))

describe('checkStatuses', () => {
  test('accepts listed statuses', () => {
    expect(problemsOf("const a = { ready: { label: 'Ready', tone: 'good' } }")).toEqual([])
  })

  test('reports a status that is not listed, and a listed one that no screen shows', () => {
    expect(problemsOf("const a = {\n ready: { label: 'Done', tone: 'good' } }")).toEqual([
      'components/a/a-labels.ts:2: the status "Done" is not listed in docs/copy.md',
      'docs/copy.md: no screen shows the status "Ready"',
    ])
  })

  test('reports one stored value with two words', () => {
    const page = PAGE.replace('| Ready | done |', '| Ready | done |\n| Finished | done |')
    const labels =
      "const a = { ready: { label: 'Ready', tone: 'good' } }\nconst b = { ready: { label: 'Finished', tone } }"
    expect(problemsOf(labels, page)).toEqual(['the stored value "ready" is called "Ready" and "Finished"'])
  })
})

test('statusLabelsIn finds labels that are returned and labels of a map', () => {
  const source =
    "const a = { 'left-out': { tone: 'bad', label: 'Skipped' } }\nreturn { label: 'Due', tone: 'warn' }\nconst c = { label: 'No tone' }"
  expect(statusLabelsIn('a.ts', source)).toEqual([
    { path: 'a.ts', line: 1, label: 'Skipped', key: 'left-out' },
    { path: 'a.ts', line: 2, label: 'Due', key: null },
  ])
})
