import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT, startSettings } from './settings'

const demo = (source: Record<string, string>) => startSettings('start', { ...source, APP_ENV: 'demo' })

describe('startSettings', () => {
  test('ports follow the web port unless configured', () => {
    expect(startSettings('start', {}).ports).toEqual({
      web: 3000,
      postgres: 3001,
      stripe: 3002,
      smtp: 3003,
      mail: 3004,
    })
    expect(startSettings('start', { PORT: '4000', MAIL_PORT: '8025' }).ports).toMatchObject({
      postgres: 4001,
      mail: 8025,
    })
  })

  test('refuses duplicate and invalid ports and names them', () => {
    expect(() => startSettings('start', { PG_PORT: '3000' })).toThrow('PORT and PG_PORT are both 3000')
    expect(() => startSettings('start', { PORT: 'web' })).toThrow('PORT is web')
    expect(() => startSettings('start', { PORT: '65535' })).toThrow('PG_PORT is 65536')
  })

  test('R38: an emulator is not used if its real setting is configured', () => {
    expect(startSettings('start', {}).emulators).toEqual({ postgres: true, stripe: true, mail: true })
    expect(demo({ DATABASE_URL: 'postgres://x' }).emulators.postgres).toBe(false)
    expect(demo({ STRIPE_SECRET_KEY: 'sk_test_x' }).emulators.stripe).toBe(false)
    expect(demo({ SMTP_URL: 'smtp://x' }).emulators.mail).toBe(false)
  })

  test('R38: production has no emulators and no demo data', () => {
    const settings = startSettings('start', { APP_ENV: 'production' })
    expect(settings.emulators).toEqual({ postgres: false, stripe: false, mail: false })
    expect(settings.seed).toBe(false)
    expect(() => startSettings('start', { APP_ENV: 'staging' })).toThrow('APP_ENV')
  })

  test('adds demo data to an own database only if requested', () => {
    expect(startSettings('start', {}).seed).toBe(true)
    expect(demo({ DATABASE_URL: 'postgres://x' }).seed).toBe(false)
    expect(demo({ DATABASE_URL: 'postgres://x', SEED: '1' }).seed).toBe(true)
  })

  test('the local database is durable unless it is thrown away', () => {
    expect(startSettings('start', {}).durable).toBe(true)
    expect(startSettings('start', { PG_DURABLE: '0' }).durable).toBe(false)
  })

  test('folders are in the clone', () => {
    expect(startSettings('start', { DATA_DIR: '.data/e2e' }).dataDir).toBe(join(ROOT, '.data/e2e'))
  })
})
