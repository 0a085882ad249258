import { type Env, env } from './env'
import { demoProblems } from './installation'

/**
 * True only in the demo. Everything that exists in the demo alone (one-click sign-in, moving time) is behind this one
 * function. The rules are repeated here so that no settings object, however it was made, opens them elsewhere (R38).
 */
export function isDemo(
  settings: Pick<Env, 'APP_ENV'> & Partial<Pick<Env, 'APP_URL' | 'STRIPE_SECRET_KEY'>> = env(),
): boolean {
  return settings.APP_ENV === 'demo' && demoProblems(settings).length === 0
}
