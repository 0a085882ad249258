import { type Env, env } from './env'
import { demoProblems } from './installation'

type Given = Pick<Env, 'APP_ENV'> & Partial<Pick<Env, 'APP_URL' | 'STRIPE_SECRET_KEY'>>

/** Pages ask more than once, and settings don't change. */
const known = new WeakMap<Given, boolean>()

/**
 * True only in the demo. All demo-only features (one-click sign-in, the demo clock) check this function. It checks the demo
 * rules again, so no settings object can enable them elsewhere (R38).
 */
export function isDemo(settings: Given = env()): boolean {
  const before = known.get(settings)
  if (before !== undefined) return before
  const is = settings.APP_ENV === 'demo' && demoProblems(settings).length === 0
  known.set(settings, is)
  return is
}
