import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SECRETS = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString('base64url'),
  STRIPE_SECRET_KEY: () => `sk_test_local${randomBytes(16).toString('hex')}`,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${randomBytes(24).toString('hex')}`,
}

export type LocalSecrets = Record<keyof typeof SECRETS, string>

/** Generated once per data folder, so sessions and stored webhooks stay valid across restarts. */
export function localSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, 'secrets.json')
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>) : {}
  const names = Object.keys(SECRETS) as (keyof typeof SECRETS)[]
  const all = Object.fromEntries(names.map((name) => [name, known[name] ?? SECRETS[name]()])) as LocalSecrets
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, JSON.stringify(all, null, 2), { mode: 0o600 })
  return all
}
