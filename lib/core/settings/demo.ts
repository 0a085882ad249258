import { type Env, env } from './env'
import { demoProblems } from './installation'

/**
 * True only in the demo. All demo-only features (one-click sign-in, the demo clock) check this function. It checks the demo
 * rules again, so no settings object can enable them elsewhere (R38).
 */
export function isDemo(
  settings: Pick<Env, 'APP_ENV'> & Partial<Pick<Env, 'APP_URL' | 'STRIPE_SECRET_KEY'>> = env(),
): boolean {
  return settings.APP_ENV === 'demo' && demoProblems(settings).length === 0
}
