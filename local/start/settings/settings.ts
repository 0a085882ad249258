import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { SETTING_NAMES } from '@/lib/core/settings/env'
import { demoProblems, realSettings, settingValue } from '@/lib/core/settings/installation'

export const ROOT = resolve(import.meta.dirname, '..', '..', '..')

export type Mode = 'start' | 'dev'

type Source = Record<string, string | undefined>

export type StartSettings = {
  mode: Mode
  production: boolean
  dataDir: string
  distDir: string
  host: string
  ports: Ports
  /** Which emulators are needed; one is not started if its real setting is configured. */
  emulators: { postgres: boolean; stripe: boolean; mail: boolean }
  /** Whether the local database flushes commits to disk. Data that is thrown away after a test run needs no flush. */
  durable: boolean
  /** Adds demo data to the local database; to another one only if requested. */
  seed: boolean
}

export type Ports = { web: number; postgres: number; stripe: number; smtp: number; mail: number }

/** The variable that sets each port. */
export const PORT_VARIABLES: Record<keyof Ports, string> = {
  web: 'PORT',
  postgres: 'PG_PORT',
  stripe: 'STRIPE_PORT',
  smtp: 'SMTP_PORT',
  mail: 'MAIL_PORT',
}

export class StartError extends Error {
  override name = 'StartError'
}

/** @throws StartError for settings that are neither a demo nor a real installation (R38) */
export function startSettings(mode: Mode, source: Source): StartSettings {
  const production = kindOfStart(source) === 'production'
  const emulators = {
    postgres: !production && !settingValue(source, 'DATABASE_URL'),
    stripe: !production && !settingValue(source, 'STRIPE_SECRET_KEY'),
    mail: !production && !settingValue(source, 'SMTP_URL'),
  }
  return {
    mode,
    production,
    dataDir: resolve(ROOT, source.DATA_DIR || '.data'),
    distDir: resolve(ROOT, source.NEXT_DIST_DIR || '.next'),
    host: source.HOST || (production ? '0.0.0.0' : '127.0.0.1'),
    ports: portsOf(source),
    emulators,
    durable: source.PG_DURABLE !== '0',
    seed: source.SEED ? source.SEED === '1' : emulators.postgres,
  }
}

/** Demo if APP_ENV is demo or there are no real settings; production only if APP_ENV is production. */
function kindOfStart(source: Source): 'demo' | 'production' {
  const appEnv = settingValue(source, 'APP_ENV')
  if (appEnv === 'production') return appEnv
  if (appEnv !== undefined && appEnv !== 'demo') {
    throw new StartError(
      `Market Trak cannot start: APP_ENV is "${appEnv}". Set it to production for a real installation or to demo.`,
    )
  }
  const real = appEnv === undefined ? realSettings(source, SETTING_NAMES) : []
  if (real.length > 0) {
    const isOne = real.length === 1
    throw new StartError(
      [
        `Market Trak cannot start: APP_ENV is not set, and ${isOne ? 'this setting belongs' : 'these settings belong'} to a real installation:`,
        ...real.map((name) => `  ${name}`),
        'Set APP_ENV=production to start a real installation. Set APP_ENV=demo to start a demo with',
        `${isOne ? 'it' : 'them'}, where anyone who can open the page can sign in, even as an operator.`,
        `Or remove ${isOne ? 'it' : 'them'} from the environment and from .env to start a plain demo.`,
      ].join('\n'),
    )
  }
  const problems = demoProblems(source)
  if (problems.length === 0) return 'demo'
  throw new StartError(
    ['Market Trak cannot start as a demo:', ...problems.map(([name, what]) => `  ${name} ${what}.`)].join(
      '\n',
    ),
  )
}

/** The web port, and the following ports for the others unless configured. */
function portsOf(source: Source): Ports {
  const web = portFrom(source, 'PORT', 3000)
  const ports: Ports = {
    web,
    postgres: portFrom(source, 'PG_PORT', web + 1),
    stripe: portFrom(source, 'STRIPE_PORT', web + 2),
    smtp: portFrom(source, 'SMTP_PORT', web + 3),
    mail: portFrom(source, 'MAIL_PORT', web + 4),
  }
  const names = Object.keys(ports) as (keyof Ports)[]
  for (const [i, name] of names.entries()) {
    const twin = names.slice(0, i).find((other) => ports[other] === ports[name])
    if (twin) {
      throw new StartError(
        `${PORT_VARIABLES[twin]} and ${PORT_VARIABLES[name]} are both ${ports[name]}. Use different ports.`,
      )
    }
  }
  return ports
}

function portFrom(source: Source, name: string, byDefault: number): number {
  const port = source[name] ? Number(source[name]) : byDefault
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new StartError(`${name} is ${source[name] ?? port}. Set it to a whole number from 1 to 65535.`)
}

/** A path for messages: relative inside the clone, absolute outside. */
export function shown(path: string): string {
  const short = relative(ROOT, path)
  return short.startsWith('..') ? path : short || '.'
}

export function logFile(dataDir: string, name: string): string {
  return join(dataDir, 'logs', `${name}.log`)
}

/** Loads the developer's own settings for all commands; tests use only their own. */
export function loadSettingsFiles(): void {
  if (process.env.MARKET_TRAK_ENV_FILES === 'none') return
  for (const name of ['.env.local', '.env']) {
    const file = join(ROOT, name)
    if (existsSync(file)) process.loadEnvFile(file)
  }
}
