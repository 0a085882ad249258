import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { readEnv, SETTING_NAMES } from '@/lib/core/settings/env'
import { checkedEnvironment } from './environment'
import { startSettings } from './settings'

/**
 * R38 as a table: what `npm start`, `next start` and `npm run worker` do for each APP_ENV and each kind of settings.
 * `next start` and the worker read settings the same way, so one column stands for both.
 */
const real = {
  APP_URL: 'https://app.example.com',
  NEXTAUTH_SECRET: 'n'.repeat(32),
  DATABASE_URL: 'postgres://user:secret@db.example.com:5432/market_trak',
  STRIPE_SECRET_KEY: 'sk_live_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_one',
  SMTP_URL: 'smtps://user:secret@mail.example.com:465',
  MAIL_FROM: 'Market Trak <hello@example.com>',
}
const local = { ...real, APP_URL: 'http://localhost:3000', STRIPE_SECRET_KEY: 'sk_test_abc' }

const kinds = {
  'no setting': {},
  'blank settings': { DATABASE_URL: ' ', STRIPE_SECRET_KEY: '', HOST: '', APP_URL: '' },
  'settings of how it runs': {
    PORT: '4000',
    WORKER: 'separate',
    MAIL_PER_SECOND: '5',
    HOST: '127.0.0.1',
    SEED: '0',
  },
  'a local address': { APP_URL: 'http://localhost:4000', HOST: 'localhost' },
  'a database': { DATABASE_URL: real.DATABASE_URL },
  'a test key alone': { STRIPE_SECRET_KEY: 'sk_test_abc' },
  'a test key and its webhook secret': {
    STRIPE_SECRET_KEY: 'sk_test_abc',
    STRIPE_WEBHOOK_SECRET: 'whsec_one',
  },
  'a live key': { STRIPE_SECRET_KEY: 'sk_live_abc' },
  'a restricted live key': { STRIPE_SECRET_KEY: 'rk_live_abc' },
  'a mail server': { SMTP_URL: real.SMTP_URL },
  'a public address': { APP_URL: real.APP_URL },
  'a name that only looks local': { APP_URL: 'http://localhost.example.com' },
  'a host of all interfaces': { HOST: '0.0.0.0' },
  'a host of the network': { HOST: '192.168.1.5' },
  'an AI key': { OPENAI_API_KEY: 'key' },
  'an operator': { OPERATOR_EMAILS: 'ann@example.com' },
  'everything real': real,
  'everything real on this machine, with a test key': local,
  'everything real over http': { ...real, APP_URL: 'http://app.example.com' },
  'everything real and an emulator': { ...real, STRIPE_API_BASE: 'http://127.0.0.1:3002' },
  'everything real and demo data': { ...real, SEED: '1' },
} satisfies Record<string, Record<string, string>>
type Kind = keyof typeof kinds

const DEMO = 'demo'
const PRODUCTION = 'production'
type Expected = typeof DEMO | typeof PRODUCTION | { refused: string[] }
const refused = (...words: string[]): Expected => ({ refused: words })

/** By kind: npm start without APP_ENV, with demo and with production; then the process itself for the same three. */
const table: Record<Kind, [Expected, Expected, Expected]> = {
  'no setting': [DEMO, DEMO, refused('APP_URL is missing', 'DATABASE_URL is missing')],
  'blank settings': [DEMO, DEMO, refused('STRIPE_SECRET_KEY is missing')],
  'settings of how it runs': [DEMO, DEMO, refused('SMTP_URL is missing')],
  'a local address': [DEMO, DEMO, refused('APP_URL must start with https://')],
  'a database': [
    refused('DATABASE_URL', 'APP_ENV=production', 'APP_ENV=demo'),
    DEMO,
    refused('APP_URL is missing'),
  ],
  'a test key alone': [
    refused('STRIPE_SECRET_KEY'),
    refused('STRIPE_WEBHOOK_SECRET is missing'),
    refused('APP_URL is missing'),
  ],
  'a test key and its webhook secret': [
    refused('STRIPE_WEBHOOK_SECRET'),
    DEMO,
    refused('APP_URL is missing'),
  ],
  'a live key': [
    refused('STRIPE_SECRET_KEY'),
    refused('STRIPE_SECRET_KEY is a live key', 'APP_ENV=production'),
    refused('APP_URL is missing'),
  ],
  'a restricted live key': [
    refused('STRIPE_SECRET_KEY'),
    refused('STRIPE_SECRET_KEY is a live key'),
    refused('APP_URL is missing'),
  ],
  'a mail server': [refused('SMTP_URL'), DEMO, refused('APP_URL is missing')],
  'a public address': [
    refused('APP_URL'),
    refused('APP_URL is not on this machine', 'APP_ENV=production'),
    refused('DATABASE_URL is missing'),
  ],
  'a name that only looks local': [
    refused('APP_URL'),
    refused('APP_URL is not on this machine'),
    refused('APP_URL must start with https://'),
  ],
  'a host of all interfaces': [
    refused('HOST exposes the server to the network'),
    refused('HOST exposes the server to the network', '127.0.0.1'),
    refused('APP_URL is missing'),
  ],
  'a host of the network': [refused('HOST'), refused('HOST'), refused('APP_URL is missing')],
  'an AI key': [refused('OPENAI_API_KEY'), DEMO, refused('APP_URL is missing')],
  'an operator': [refused('OPERATOR_EMAILS'), DEMO, refused('APP_URL is missing')],
  'everything real': [
    refused('DATABASE_URL', 'STRIPE_SECRET_KEY', 'APP_URL'),
    refused('STRIPE_SECRET_KEY', 'APP_URL'),
    PRODUCTION,
  ],
  'everything real on this machine, with a test key': [
    refused('DATABASE_URL'),
    DEMO,
    refused('APP_URL must start with https://'),
  ],
  'everything real over http': [
    refused('APP_URL'),
    refused('APP_URL'),
    refused('APP_URL must start with https://'),
  ],
  'everything real and an emulator': [
    refused('DATABASE_URL'),
    refused('APP_URL'),
    refused('STRIPE_API_BASE must not be set in production'),
  ],
  'everything real and demo data': [
    refused('DATABASE_URL'),
    refused('APP_URL'),
    refused('SEED must not be 1 in production'),
  ],
}

/** Like local/start.ts: first the kind of start, then all settings the product reads. */
function start(source: Record<string, string>): string {
  const names = [...SETTING_NAMES, 'HOST', 'SEED', 'PORT', 'NEXT_DIST_DIR']
  for (const name of names) vi.stubEnv(name, undefined)
  for (const [name, value] of Object.entries(source)) vi.stubEnv(name, value)
  const settings = startSettings('start', { ...source, DATA_DIR: dataDir })
  const env = checkedEnvironment(settings)
  return env.APP_ENV ?? ''
}

function outcomeOf(work: () => string): string {
  try {
    return work()
  } catch (error) {
    return (error as Error).message
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'market-trak-start-'))
afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(dataDir, { recursive: true }))

const appEnvs = [undefined, DEMO, PRODUCTION] as const
const rows = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
  appEnvs.map((appEnv, i) => ({ kind, appEnv, expected: table[kind][i] as Expected })),
)

describe('R38: the kind of installation npm start chooses', () => {
  test.each(rows)('APP_ENV $appEnv with $kind', ({ kind, appEnv, expected }) => {
    const source: Record<string, string> = { ...kinds[kind], ...(appEnv && { APP_ENV: appEnv }) }
    const outcome = outcomeOf(() => start(source))
    if (typeof expected === 'string') {
      expect(outcome).toBe(expected)
      return
    }
    expect(outcome).toContain('Market Trak cannot start')
    for (const words of expected.refused) expect(outcome).toContain(words)
    expect(outcome).not.toMatch(/sk_live_abc|secret@/)
  })
})

describe('R38: a process started directly (next start, worker) never runs as a demo unless configured', () => {
  test.each(rows.filter(({ appEnv }) => appEnv === undefined))('APP_ENV unset with $kind', ({ kind }) => {
    const outcome = outcomeOf(() => readEnv(kinds[kind]).APP_ENV)
    if (kind === 'everything real') expect(outcome).toBe(PRODUCTION)
    else expect(outcome).toContain('Market Trak cannot start')
  })
})
