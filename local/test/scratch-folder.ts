import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A temporary folder for a test file, deleted after its tests. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `market-trak-${name}-`))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}
