import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyPostgresFiles, deletePostgresFiles } from '@/local/postgres/home'
import { E2E_DATA_DIR } from './product'
import { emptyDataFolder, endProductOf, startProduct } from './start-product'

/**
 * The data folder of a product that was started, seeded and stopped. Seeding takes most of a first start, so runs begin with a
 * copy. It serves one version, and only for a while, because the demo's dates are relative to when it was seeded.
 */
const PREPARED_DIR = `${E2E_DATA_DIR}-prepared`
const MARKER = join(PREPARED_DIR, 'prepared-for-tests.json')
const MAX_AGE_MS = 3 * 3_600_000

/** Makes the folder unless it is there. */
export async function prepareData(version: string): Promise<void> {
  if (isUsable(version)) return
  // Both use the same ports.
  await emptyDataFolder(E2E_DATA_DIR)
  await emptyDataFolder(PREPARED_DIR)
  const stop = await startProduct(PREPARED_DIR)
  await stop()
  await endProductOf(PREPARED_DIR)
  writeFileSync(MARKER, JSON.stringify({ version, seededAt: Date.now() }))
}

/** Copies it to the data folder of the tests. Without it, the product seeds that folder when it starts. */
export function copyPreparedData(version: string): void {
  if (!isUsable(version)) return
  try {
    copyPostgresFiles(PREPARED_DIR, E2E_DATA_DIR)
  } catch {
    deletePostgresFiles(E2E_DATA_DIR)
    mkdirSync(E2E_DATA_DIR, { recursive: true })
  }
}

function isUsable(version: string): boolean {
  if (!existsSync(MARKER)) return false
  const made = JSON.parse(readFileSync(MARKER, 'utf8')) as { version: string; seededAt: number }
  const sameDay = new Date(made.seededAt).toDateString() === new Date().toDateString()
  return made.version === version && sameDay && Date.now() - made.seededAt < MAX_AGE_MS
}
