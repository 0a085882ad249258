import { vi } from 'vitest'

/**
 * Vitest's setup for every test file. Files of one worker share its process, so that packages are loaded once and not once
 * a file; our own modules and the environment start afresh for each, so that no file can lean on the one before.
 */
const held = globalThis as typeof globalThis & { marketTrakTestEnvironment?: NodeJS.ProcessEnv }
held.marketTrakTestEnvironment ??= { ...process.env }
for (const name of Object.keys(process.env)) {
  if (!(name in held.marketTrakTestEnvironment)) delete process.env[name]
}
Object.assign(process.env, held.marketTrakTestEnvironment)
vi.unstubAllEnvs()
vi.resetModules()
