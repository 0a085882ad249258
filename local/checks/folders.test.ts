import { describe, expect, test } from 'vitest'
import { ROOT } from '../start/settings/settings'
import { checkFolders, MOST_FILES, MOST_WITHOUT_README } from './folders'
import { readTree, treeOf } from './tree'

const filesIn = (folder: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/file-${i}.ts`, '']))
/** The same number of files, one of which is the README. */
const describedFiles = (folder: string, count: number) => ({
  ...filesIn(folder, count - 1),
  [`${folder}/README.md`]: '',
})

describe('folders', () => {
  test('of this repository have at most 15 files, and a README above ten', () => {
    const tree = readTree(ROOT)
    expect([...tree.paths].filter((path) => path.startsWith('lib/')).length).toBeGreaterThan(500)
    expect(checkFolders(tree)).toEqual([])
  })

  test('with one file too many are named', () => {
    expect(checkFolders(treeOf(describedFiles('lib/contacts', MOST_FILES)))).toEqual([])
    expect(checkFolders(treeOf(describedFiles('lib/contacts', MOST_FILES + 1)))).toEqual([
      expect.stringContaining('lib/contacts: 16 files'),
    ])
  })

  test('count tests and READMEs, but not the files of folders inside', () => {
    const files = describedFiles('app/(workspace)/posts', MOST_FILES)
    expect(checkFolders(treeOf({ ...files, ...filesIn('app/(workspace)/posts/[id]', 3) }))).toEqual([])
    expect(checkFolders(treeOf({ ...files, 'app/(workspace)/posts/actions.test.ts': '' }))).toHaveLength(1)
  })

  test('of the product need a README above ten files', () => {
    expect(checkFolders(treeOf(filesIn('lib/contacts', MOST_WITHOUT_README)))).toEqual([])
    const many = filesIn('lib/contacts', MOST_WITHOUT_README + 1)
    expect(checkFolders(treeOf(many))).toEqual([expect.stringContaining('no README.md')])
    expect(checkFolders(treeOf({ ...many, 'lib/contacts/README.md': '' }))).toEqual([])
    expect(checkFolders(treeOf(filesIn('e2e/platform', MOST_WITHOUT_README + 1)))).toEqual([])
  })

  test('of migrations, docs and images can be larger', () => {
    const many = ['db/migrations', 'db/migrations/meta', 'docs/screens', 'public/demo-homes']
    for (const folder of many) expect(checkFolders(treeOf(filesIn(folder, 40)))).toEqual([])
  })
})
