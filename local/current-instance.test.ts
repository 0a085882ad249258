import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SETTING_NAMES } from '@/lib/core/settings/env'
import { tryLoadInstanceSettings } from './current-instance'

const dataDir = mkdtempSync(join(tmpdir(), 'market-trak-copy-'))
const copy = { APP_ENV: 'demo', DATABASE_URL: 'postgres://copy/db', STRIPE_SECRET_KEY: 'sk_test_copy' }
const own = 'postgres://db.example.com/market_trak'

beforeEach(() => {
  writeFileSync(join(dataDir, 'runtime.json'), JSON.stringify({ pid: process.pid, env: copy }))
  for (const name of SETTING_NAMES) vi.stubEnv(name, '')
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('MARKET_TRAK_ENV_FILES', 'none')
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(dataDir, { recursive: true }))

describe('R38: tryLoadInstanceSettings', () => {
  it('uses the settings of the running instance', () => {
    expect(tryLoadInstanceSettings()).toBeNull()
    expect(process.env).toMatchObject(copy)
  })

  it('never mixes its own database with demo settings unless APP_ENV=demo', () => {
    vi.stubEnv('DATABASE_URL', own)
    expect(tryLoadInstanceSettings()).toBeNull()
    expect(process.env).toMatchObject({ APP_ENV: '', DATABASE_URL: own, STRIPE_SECRET_KEY: '' })
    vi.stubEnv('APP_ENV', 'demo')
    expect(tryLoadInstanceSettings()).toBeNull()
    expect(process.env).toMatchObject({ DATABASE_URL: own, STRIPE_SECRET_KEY: 'sk_test_copy' })
  })

  it('ignores the instance in production, and needs a database with other real settings', () => {
    vi.stubEnv('SMTP_URL', 'smtps://mail.example.com')
    expect(tryLoadInstanceSettings()).toContain('SMTP_URL')
    vi.stubEnv('APP_ENV', 'production')
    expect(tryLoadInstanceSettings()).toBeNull()
    expect(process.env.DATABASE_URL).toBe('')
  })
})
