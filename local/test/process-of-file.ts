import { vi } from 'vitest'

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
