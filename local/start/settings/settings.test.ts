import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT, startSettings } from './settings'

const demo = (source: Record<string, string>) => startSettings('start', { ...source, APP_ENV: 'demo' })

describe('settings of a start', () => {
  test('ports follow the web port unless they are given', () => {
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

  test('two servers on one port, or no port at all, are refused by name', () => {
    expect(() => startSettings('start', { PG_PORT: '3000' })).toThrow('PORT and PG_PORT are both 3000')
    expect(() => startSettings('start', { PORT: 'web' })).toThrow('PORT is web')
    expect(() => startSettings('start', { PORT: '65535' })).toThrow('PG_PORT is 65536')
  })

  test('R38: each stand-in steps aside when its real setting is given', () => {
    expect(startSettings('start', {}).standIns).toEqual({ postgres: true, stripe: true, mail: true })
    expect(demo({ DATABASE_URL: 'postgres://x' }).standIns.postgres).toBe(false)
    expect(demo({ STRIPE_SECRET_KEY: 'sk_test_x' }).standIns.stripe).toBe(false)
    expect(demo({ SMTP_URL: 'smtp://x' }).standIns.mail).toBe(false)
  })

  test('R38: production has no stand-ins and no demo data', () => {
    const settings = startSettings('start', { APP_ENV: 'production' })
    expect(settings.standIns).toEqual({ postgres: false, stripe: false, mail: false })
    expect(settings.seed).toBe(false)
    expect(() => startSettings('start', { APP_ENV: 'staging' })).toThrow('APP_ENV')
  })

  test('demo data goes into a database of one own only when asked for', () => {
    expect(startSettings('start', {}).seed).toBe(true)
    expect(demo({ DATABASE_URL: 'postgres://x' }).seed).toBe(false)
    expect(demo({ DATABASE_URL: 'postgres://x', SEED: '1' }).seed).toBe(true)
  })

  test('folders lie in the clone', () => {
    expect(startSettings('start', { DATA_DIR: '.data/e2e' }).dataDir).toBe(join(ROOT, '.data/e2e'))
  })
})
