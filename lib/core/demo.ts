import { type Env, env } from './env'

/** True only in the demo. What exists in the demo alone is behind this one function. */
export function isDemo(settings: Pick<Env, 'APP_ENV'> = env()): boolean {
  return settings.APP_ENV === 'demo'
}
