import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoOperator } from '@/lib/core/demo-people'
import { readEnv, SETTING_NAMES } from '@/lib/core/settings/env'
import type { StartSettings } from './settings'

export type Environment = NodeJS.ProcessEnv

/** The product's environment. The URL of the local database is added once it runs. */
export function productEnvironment({ production, dataDir, ports, emulators }: StartSettings): Environment {
  const env: Environment = { ...process.env }
  if (env.MARKET_TRAK_ENV_FILES === 'none') Object.assign(env, { ...NO_SETTINGS, ...process.env })
  if (production) return env
  const secrets = localSecrets(dataDir)
  env.APP_ENV = 'demo'
  env.APP_URL ||= `http://localhost:${ports.web}`
  env.NEXTAUTH_SECRET ||= secrets.NEXTAUTH_SECRET
  env.MAIL_FROM ||= 'Market Trak <hello@markettrak.test>'
  env.FILES_DIR ||= join(dataDir, 'files')
  env.OPERATOR_EMAILS ||= demoOperator.email
  // Allows a CRM, photos or automations on this machine.
  env.OUTBOUND_ALLOWED_HOSTS ||= 'localhost,127.0.0.1'
  if (emulators.stripe) {
    env.STRIPE_SECRET_KEY = secrets.STRIPE_SECRET_KEY
    env.STRIPE_WEBHOOK_SECRET ||= secrets.STRIPE_WEBHOOK_SECRET
    env.STRIPE_API_BASE = `http://127.0.0.1:${ports.stripe}`
  }
  if (emulators.mail) {
    env.SMTP_URL = `smtp://127.0.0.1:${ports.smtp}`
    env.MAIL_INBOX_URL = `http://localhost:${ports.mail}`
    // A real mail server needs a real domain, which is not ours to guess.
    env.MAIL_RETURN_DOMAIN ||= 'bounces.markettrak.test'
  }
  return env
}

/**
 * Reads all settings before anything starts, so one message lists everything missing or contradictory.
 * @throws SettingsError
 */
export function checkedEnvironment(settings: StartSettings): Environment {
  const env = productEnvironment(settings)
  readEnv(
    settings.emulators.postgres ? { ...env, DATABASE_URL: 'postgres://127.0.0.1/not-started-yet' } : env,
  )
  return env
}

/** Next also reads `.env` files, but never overrides an existing variable, even an empty one. */
export const NO_SETTINGS = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']))

export const RUNTIME_FILE = 'runtime.json'

/** Writes the running instance's settings, for `npm run worker` and tests. Returns a function that removes the file. */
export function writeRuntime(dataDir: string, env: Environment): () => Promise<void> {
  const file = join(dataDir, RUNTIME_FILE)
  const settings = Object.fromEntries(
    SETTING_NAMES.filter((name) => env[name]).map((name) => [name, env[name]]),
  )
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, JSON.stringify({ pid: process.pid, env: settings }, null, 2), { mode: 0o600 })
  return async () => rmSync(file, { force: true })
}

const SECRETS = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString('base64url'),
  STRIPE_SECRET_KEY: () => `sk_test_local${randomBytes(16).toString('hex')}`,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString('hex')}`,
}

type LocalSecrets = Record<keyof typeof SECRETS, string>

/** Generated once per data folder, so sessions and stored webhooks stay valid across restarts. */
function localSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, 'secrets.json')
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>) : {}
  const names = Object.keys(SECRETS) as (keyof typeof SECRETS)[]
  const all = Object.fromEntries(names.map((name) => [name, known[name] ?? SECRETS[name]()])) as LocalSecrets
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, JSON.stringify(all, null, 2), { mode: 0o600 })
  return all
}
