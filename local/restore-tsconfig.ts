import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './start/settings/settings'

/** Restores tsconfig.json after `work`, because Next writes the build folder into it. */
export async function restoringTsconfig<T>(work: () => Promise<T>): Promise<T> {
  const file = join(ROOT, 'tsconfig.json')
  const before = readFileSync(file, 'utf8')
  try {
    return await work()
  } finally {
    if (readFileSync(file, 'utf8') !== before) writeFileSync(file, before)
  }
}
