import { afterAll, vi } from 'vitest'

/**
 * Vitest setup for every test file. Files of one worker share its process, so packages are loaded once; our own modules and the
 * environment are reset for each file, so files don't depend on each other.
 */
const held = globalThis as typeof globalThis & { marketTrakTestEnvironment?: NodeJS.ProcessEnv }
held.marketTrakTestEnvironment ??= { ...process.env }
for (const name of Object.keys(process.env)) {
  if (!(name in held.marketTrakTestEnvironment)) delete process.env[name]
}
Object.assign(process.env, held.marketTrakTestEnvironment)
vi.unstubAllEnvs()
vi.resetModules()

/** A pool that a file opened would go on with the settings of the next. Files with a database close theirs themselves. */
afterAll(async () => {
  if (!('marketTrakPool' in globalThis)) return
  const { disconnect } = await import('@/db/client')
  await disconnect()
})
