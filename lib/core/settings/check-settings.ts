import { env, SettingsError } from './env'
import { listenProblem } from './installation'

/**
 * Runs first in every process: reads all settings and exits with a list of missing or contradictory ones, instead of failing
 * later at the first page or job that needs them (R38).
 */
export function checkSettings(argv: readonly string[] = process.argv): void {
  const problem = settingsProblem(argv)
  if (problem === null) return
  console.error(problem)
  process.exit(1)
}

/** @returns a message about what prevents this process from starting, or null */
export function settingsProblem(argv: readonly string[]): string | null {
  try {
    const listening = env().APP_ENV === 'demo' ? listenProblem(argv) : null
    return listening && `Market Trak cannot start: ${listening.join(' ')}.`
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
}
