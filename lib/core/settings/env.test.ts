import { describe, expect, test } from 'vitest'
import { readEnv, SettingsError } from './env'

const complete = {
  APP_URL: 'https://app.example.com/',
  NEXTAUTH_SECRET: 'n'.repeat(32),
  DATABASE_URL: 'postgres://user:secret@db.example.com:5432/market_trak',
  STRIPE_SECRET_KEY: 'sk_live_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_one',
  SMTP_URL: 'smtps://user:secret@mail.example.com:465',
  MAIL_FROM: 'Market Trak <hello@example.com>',
}

function refusal(source: Record<string, string | undefined>): string {
  try {
    readEnv(source)
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError)
    return (error as Error).message
  }
  throw new Error('these settings should have been refused')
}

describe('settings', () => {
  test('defaults are for production', () => {
    const env = readEnv(complete)
    expect(env.APP_ENV).toBe('production')
    expect(env.APP_URL).toBe('https://app.example.com')
    expect(env.DATABASE_DIRECT_URL).toBe(complete.DATABASE_URL)
    expect(env.STRIPE_WEBHOOK_SECRET).toEqual(['whsec_one'])
    expect(env.OPERATOR_EMAILS).toEqual([])
    expect(env.WORKER).toBe('embedded')
    expect(env.EXTRA_CREDITS_EXPIRY).toEqual({ kind: 'cycle-end' })
    expect(env.PAYMENT_GRACE_DAYS).toBe(7)
    expect(env.AI_TOKEN_PRICES).toEqual([])
  })

  test('R38: private hosts are only allowed by the list', () => {
    const demo = {
      ...complete,
      APP_ENV: 'demo',
      APP_URL: 'http://localhost:3000',
      STRIPE_SECRET_KEY: 'sk_test_abc',
    }
    for (const source of [complete, demo]) expect(readEnv(source).OUTBOUND_ALLOWED_HOSTS).toEqual([])
    const list = 'CRM.internal, 10.0.0.5:8080,::1'
    expect(readEnv({ ...complete, OUTBOUND_ALLOWED_HOSTS: list }).OUTBOUND_ALLOWED_HOSTS).toEqual([
      'crm.internal',
      '10.0.0.5:8080',
      '::1',
    ])
    for (const wrong of ['http://crm.internal', '*', '10.0.0.0/8'])
      expect(refusal({ ...complete, OUTBOUND_ALLOWED_HOSTS: wrong })).toContain(
        'OUTBOUND_ALLOWED_HOSTS is not valid',
      )
  })

  test('R38: map tiles need a template with all three places and the credit of their service', () => {
    const MAP_TILES_URL = 'https://tiles.example.com/{z}/{x}/{y}.png?key=abc'
    const MAP_TILES_ATTRIBUTION = '© Map people'
    expect(readEnv(complete).MAP_TILES_URL).toBeUndefined()
    expect(readEnv({ ...complete, MAP_TILES_URL, MAP_TILES_ATTRIBUTION })).toMatchObject({ MAP_TILES_URL })
    expect(refusal({ ...complete, MAP_TILES_URL })).toContain('MAP_TILES_ATTRIBUTION is missing')
    for (const wrong of ['https://tiles.example.com/{z}/{x}.png', 'javascript:{z}{x}{y}', '/{z}/{x}/{y}'])
      expect(refusal({ ...complete, MAP_TILES_URL: wrong, MAP_TILES_ATTRIBUTION })).toContain(
        'MAP_TILES_URL is not valid',
      )
  })

  test('R53: a database URL with a TLS mode that is no protection is refused', () => {
    for (const mode of ['disable', 'require', 'no-verify', 'verify-ca', 'verify-full'])
      readEnv({ ...complete, DATABASE_URL: `${complete.DATABASE_URL}?sslmode=${mode}` })
    for (const mode of ['prefer', 'allow', 'on']) {
      const url = `${complete.DATABASE_URL}?sslmode=${mode}`
      expect(refusal({ ...complete, DATABASE_URL: url })).toContain('DATABASE_URL is not valid')
      expect(refusal({ ...complete, DATABASE_DIRECT_URL: url })).toContain('DATABASE_DIRECT_URL is not valid')
    }
  })

  test('R53: the connections of the job queue are a setting', () => {
    expect(readEnv(complete).DATABASE_JOBS_POOL_SIZE).toBe(4)
    expect(readEnv({ ...complete, DATABASE_JOBS_POOL_SIZE: '12' }).DATABASE_JOBS_POOL_SIZE).toBe(12)
    for (const wrong of ['0', '51', 'many'])
      expect(refusal({ ...complete, DATABASE_JOBS_POOL_SIZE: wrong })).toContain(
        'DATABASE_JOBS_POOL_SIZE is not valid',
      )
  })

  test('R47: by default tax and promotion codes are off and prices are in dollars', () => {
    expect(readEnv(complete)).toMatchObject({
      STRIPE_TAX: false,
      STRIPE_PROMOTION_CODES: false,
      CATALOG_CURRENCY: 'usd',
    })
    const on = { STRIPE_TAX: 'on', STRIPE_PROMOTION_CODES: 'on', CATALOG_CURRENCY: 'EUR' }
    expect(readEnv({ ...complete, ...on })).toMatchObject({
      STRIPE_TAX: true,
      STRIPE_PROMOTION_CODES: true,
      CATALOG_CURRENCY: 'eur',
    })
    for (const [name, value] of [
      ['STRIPE_TAX', 'yes'],
      ['STRIPE_PROMOTION_CODES', '1'],
      ['CATALOG_CURRENCY', 'zzz'],
      ['CATALOG_CURRENCY', 'dollars'],
    ] as const)
      expect(refusal({ ...complete, [name]: value })).toContain(`${name} is not valid`)
  })

  test('parses token prices by model', () => {
    const env = readEnv({ ...complete, AI_TOKEN_PRICES: 'gpt-5-mini=0.25/2, painter=5/40' })
    expect(env.AI_TOKEN_PRICES).toEqual([
      { model: 'gpt-5-mini', inputUsd: 0.25, outputUsd: 2 },
      { model: 'painter', inputUsd: 5, outputUsd: 40 },
    ])
    expect(refusal({ ...complete, AI_TOKEN_PRICES: 'gpt-5-mini=cheap' })).toContain(
      'AI_TOKEN_PRICES is not valid',
    )
  })

  test('R38: lists all missing settings', () => {
    const message = refusal({})
    for (const name of Object.keys(complete)) expect(message).toContain(`${name} is missing`)
    expect(message).toContain('7 settings need attention')
  })

  test('a blank setting counts as missing', () => {
    expect(refusal({ ...complete, DATABASE_URL: '  ' })).toContain('DATABASE_URL is missing')
    expect(readEnv({ ...complete, OPENAI_API_KEY: '' }).OPENAI_API_KEY).toBeUndefined()
  })

  test('names an invalid setting without showing its value', () => {
    const message = refusal({ ...complete, STRIPE_SECRET_KEY: 'pk_live_hunter2', NEXTAUTH_SECRET: 'short' })
    expect(message).toContain('STRIPE_SECRET_KEY is not valid')
    expect(message).toContain('NEXTAUTH_SECRET is not valid')
    expect(message).not.toContain('hunter2')
  })

  test('parses lists of webhook secrets and operators', () => {
    const env = readEnv({
      ...complete,
      STRIPE_WEBHOOK_SECRET: 'whsec_one, whsec_two',
      OPERATOR_EMAILS: 'Ann@Example.com,ben@example.com',
    })
    expect(env.STRIPE_WEBHOOK_SECRET).toEqual(['whsec_one', 'whsec_two'])
    expect(env.OPERATOR_EMAILS).toEqual(['ann@example.com', 'ben@example.com'])
    expect(refusal({ ...complete, STRIPE_WEBHOOK_SECRET: 'whsec_one,oops' })).toContain(
      'STRIPE_WEBHOOK_SECRET',
    )
  })

  test.each([
    ['never', { kind: 'never' }],
    ['3-months', { kind: 'months', months: 3 }],
    ['1-month', { kind: 'months', months: 1 }],
  ])('R16: extra credits may last %s', (text, expected) => {
    expect(readEnv({ ...complete, EXTRA_CREDITS_EXPIRY: text }).EXTRA_CREDITS_EXPIRY).toEqual(expected)
  })

  test('R16: refuses an invalid expiry', () => {
    expect(refusal({ ...complete, EXTRA_CREDITS_EXPIRY: '0-months' })).toContain(
      'EXTRA_CREDITS_EXPIRY is not valid',
    )
  })

  test.each([
    ['security@example.com', 'mailto:security@example.com'],
    ['mailto:security@example.com', 'mailto:security@example.com'],
    ['https://example.com/security', 'https://example.com/security'],
  ])('SECURITY_CONTACT %s becomes the URI that security.txt needs', (given, expected) => {
    expect(readEnv({ ...complete, SECURITY_CONTACT: given }).SECURITY_CONTACT).toBe(expected)
    expect(refusal({ ...complete, SECURITY_CONTACT: 'ask\nus' })).toContain('SECURITY_CONTACT is not valid')
  })

  test('requires settings that belong together', () => {
    expect(refusal({ ...complete, AUTH_GOOGLE_ID: 'id' })).toContain('AUTH_GOOGLE_SECRET is missing')
    expect(refusal({ ...complete, S3_BUCKET: 'files' })).toContain('S3_ACCESS_KEY_ID is missing')
    expect(refusal({ ...complete, OPENAI_BASE_URL: 'http://localhost:11434' })).toContain(
      'OPENAI_API_KEY is missing',
    )
  })

  test('R52: the delay before stopping leaves time to stop', () => {
    expect(readEnv(complete).SHUTDOWN_DELAY_SECONDS).toBe(1)
    expect(readEnv({ ...complete, SHUTDOWN_DELAY_SECONDS: '8' }).SHUTDOWN_DELAY_SECONDS).toBe(8)
    const message = 'SHUTDOWN_DELAY_SECONDS leaves no time to stop'
    expect(refusal({ ...complete, SHUTDOWN_DELAY_SECONDS: '9' })).toContain(message)
    expect(refusal({ ...complete, SHUTDOWN_SECONDS: '5', SHUTDOWN_DELAY_SECONDS: '5' })).toContain(message)
  })

  test('R38: production refuses the URLs of emulators', () => {
    const emulators = { STRIPE_API_BASE: 'http://127.0.0.1:3002', MAIL_INBOX_URL: 'http://127.0.0.1:3004' }
    const message = refusal({ ...complete, ...emulators })
    expect(message).toContain('STRIPE_API_BASE must not be set in production')
    expect(message).toContain('MAIL_INBOX_URL must not be set in production')
    expect(refusal(emulators)).toContain('APP_URL is missing')
    expect(refusal(emulators)).toContain('STRIPE_API_BASE must not be set')
    const demo = { APP_ENV: 'demo', APP_URL: 'http://localhost:3000', STRIPE_SECRET_KEY: 'sk_test_abc' }
    expect(readEnv({ ...complete, ...emulators, ...demo }).STRIPE_API_BASE).toBe('http://127.0.0.1:3002')
  })
})
