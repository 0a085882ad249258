import { env, SettingsError } from './env'
import { listenProblem } from './installation'

/**
 * The first thing that every process of the product does: reads all settings, and ends the process with what is missing
 * or contradictory instead of failing later at the first page or job that needs it (R38).
 */
export function checkSettings(argv: readonly string[] = process.argv): void {
  const problem = settingsProblem(argv)
  if (problem === null) return
  console.error(problem)
  process.exit(1)
}

/** @returns what keeps this process from starting, in words; null when nothing does */
export function settingsProblem(argv: readonly string[]): string | null {
  try {
    const listening = env().APP_ENV === 'demo' ? listenProblem(argv) : null
    return listening && `Market Trak cannot start: ${listening.join(' ')}.`
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
}
