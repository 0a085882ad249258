import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder for a file of tests; it is gone when they are through. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `market-trak-${name}-`))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}
