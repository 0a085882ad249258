import { describe, expect, test } from 'vitest'
import { ROOT } from '../start/settings/settings'
import { checkFolders, MOST_FILES } from './folders'
import { readTree, treeOf } from './tree'

const filesIn = (folder: string, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/file-${i}.ts`, '']))

describe('folders', () => {
  test('of this repository have at most 15 files', () => {
    const tree = readTree(ROOT)
    expect([...tree.paths].filter((path) => path.startsWith('lib/')).length).toBeGreaterThan(500)
    expect(checkFolders(tree)).toEqual([])
  })

  test('with one file too many are named', () => {
    expect(checkFolders(treeOf(filesIn('lib/contacts', MOST_FILES)))).toEqual([])
    expect(checkFolders(treeOf(filesIn('lib/contacts', MOST_FILES + 1)))).toEqual([
      expect.stringContaining('lib/contacts: 16 files'),
    ])
  })

  test('count tests and READMEs, but not the files of folders inside', () => {
    const files = filesIn('app/(workspace)/posts', MOST_FILES - 1)
    const tree = treeOf({ ...files, ...filesIn('app/(workspace)/posts/[id]', 3) })
    expect(checkFolders(tree)).toEqual([])
    const more = { 'app/(workspace)/posts/actions.test.ts': '', 'app/(workspace)/posts/README.md': '' }
    expect(checkFolders(treeOf({ ...files, ...more }))).toHaveLength(1)
  })

  test('of migrations, docs and images can be larger', () => {
    const many = ['db/migrations', 'db/migrations/meta', 'docs/screens', 'public/demo-homes']
    for (const folder of many) expect(checkFolders(treeOf(filesIn(folder, 40)))).toEqual([])
  })
})
