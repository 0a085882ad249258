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

/** Folders with code that have more files than a reader can take in, tests and READMEs included. */
export function checkFolders({ paths }: Tree): string[] {
  const folders = new Set([...paths].map((path) => dirname(path)))
  const count = new Map<string, number>()
  for (const path of paths) {
    if (folders.has(path)) continue
    const folder = dirname(path)
    if (!FOLDERS.includes(folder.split('/')[0] ?? '') || EXCEPT.test(folder)) continue
    count.set(folder, (count.get(folder) ?? 0) + 1)
  }
  return [...count]
    .filter(([, files]) => files > MOST_FILES)
    .map(
      ([folder, files]) =>
        `${folder}: ${files} files, at most ${MOST_FILES}. Move one subject to its own folder.`,
    )
}
