import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StartSettings } from './settings/settings'

type Prepared = Pick<StartSettings, 'dataDir' | 'emulators' | 'seed'>

/** The version of the sources that last prepared this data folder, and whether with the demo. Removed by `npm run db:reset`. */
export const PREPARED_FILE = 'prepared.json'

/**
 * Whether a start of this version has migrated and seeded this data folder's own database before. Never for your own database, which
 * others can change or replace.
 * @param version null: not known, as in development
 */
export function isPreparedBy(version: string | null, { dataDir, emulators, seed }: Prepared): boolean {
  const file = join(dataDir, PREPARED_FILE)
  if (version === null || !emulators.postgres || !existsSync(file)) return false
  return readFileSync(file, 'utf8') === contents(version, seed)
}

export function notePreparedBy(version: string | null, { dataDir, emulators, seed }: Prepared): void {
  if (version === null || !emulators.postgres) return
  writeFileSync(join(dataDir, PREPARED_FILE), contents(version, seed))
}

const contents = (version: string, seed: boolean) => JSON.stringify({ version, seed })
