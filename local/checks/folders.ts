import { dirname } from 'node:path/posix'
import type { Tree } from './tree'

/** The folders with code. */
export const FOLDERS = [
  'app',
  'components',
  'lib',
  'db',
  'worker',
  'local',
  'packages',
  'simulation',
  'e2e',
  'bench',
]

/** More files than this don't fit on one screen; a folder for one of their subjects makes the rest readable. */
export const MOST_FILES = 15

/** Migrations are numbered, and read one at a time. */
const EXCEPT = /^db\/migrations(\/|$)/

/** Folders of the product with more files than this say what is in them. */
export const MOST_WITHOUT_README = 10
const PRODUCT = /^(app|components|lib|db|worker)(\/|$)/

/** Folders with code that have more files than a reader can take in, tests and READMEs included, or don't say what they are. */
export function checkFolders({ paths }: Tree): string[] {
  const problems: string[] = []
  for (const [folder, files] of filesOfFolders(paths)) {
    if (files > MOST_FILES)
      problems.push(`${folder}: ${files} files, at most ${MOST_FILES}. Move one subject to its own folder.`)
    else if (files > MOST_WITHOUT_README && PRODUCT.test(folder) && !paths.has(`${folder}/README.md`))
      problems.push(`${folder}: ${files} files and no README.md. Say what it does, and where to start.`)
  }
  return problems
}

/** How many files each folder with code has, without those of the folders inside it. */
function filesOfFolders(paths: ReadonlySet<string>): Map<string, number> {
  const folders = new Set([...paths].map((path) => dirname(path)))
  const count = new Map<string, number>()
  for (const path of paths) {
    if (folders.has(path)) continue
    const folder = dirname(path)
    if (!FOLDERS.includes(folder.split('/')[0] ?? '') || EXCEPT.test(folder)) continue
    count.set(folder, (count.get(folder) ?? 0) + 1)
  }
  return count
}
