import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './start/settings/settings'

/** Next writes the folder of each build into tsconfig.json; a start or a test should leave no trace in the clone. */
export async function keepingTsconfig<T>(work: () => Promise<T>): Promise<T> {
  const file = join(ROOT, 'tsconfig.json')
  const before = readFileSync(file, 'utf8')
  try {
    return await work()
  } finally {
    if (readFileSync(file, 'utf8') !== before) writeFileSync(file, before)
  }
}
