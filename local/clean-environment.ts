import { SETTING_NAMES } from '@/lib/core/settings/env'
import { PORT_VARIABLES } from './start/settings/settings'

const PLACES = ['DATA_DIR', 'HOST', 'SEED', 'NEXT_DIST_DIR', 'NODE_ENV', 'NEXTAUTH_URL']

/** The environment of tests, without the developer's own settings from the shell or `.env`. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, MARKET_TRAK_ENV_FILES: 'none' }
  for (const name of [...SETTING_NAMES, ...Object.values(PORT_VARIABLES), ...PLACES])
    Reflect.deleteProperty(env, name)
  return env
}
