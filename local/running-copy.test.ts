import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SETTING_NAMES } from '@/lib/core/settings/env'
import { tryToTakeOverSettings } from './running-copy'

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

describe('R38: a command beside a running copy', () => {
  it('uses the settings of the copy', () => {
    expect(tryToTakeOverSettings()).toBeNull()
    expect(process.env).toMatchObject(copy)
  })

  it('never mixes its own database with the settings of a demo unless APP_ENV=demo says so', () => {
    vi.stubEnv('DATABASE_URL', own)
    expect(tryToTakeOverSettings()).toBeNull()
    expect(process.env).toMatchObject({ APP_ENV: '', DATABASE_URL: own, STRIPE_SECRET_KEY: '' })
    vi.stubEnv('APP_ENV', 'demo')
    expect(tryToTakeOverSettings()).toBeNull()
    expect(process.env).toMatchObject({ DATABASE_URL: own, STRIPE_SECRET_KEY: 'sk_test_copy' })
  })

  it('takes nothing from a copy in production, and needs a database when it has other real settings', () => {
    vi.stubEnv('SMTP_URL', 'smtps://mail.example.com')
    expect(tryToTakeOverSettings()).toContain('SMTP_URL')
    vi.stubEnv('APP_ENV', 'production')
    expect(tryToTakeOverSettings()).toBeNull()
    expect(process.env.DATABASE_URL).toBe('')
  })
})
