import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cleanEnvironment } from './clean-environment'
import { ROOT } from './start/settings/settings'

const dataDir = mkdtempSync(join(tmpdir(), 'market-trak-refused-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

function run(script: string, settings: Record<string, string>) {
  const env = { ...cleanEnvironment(), DATA_DIR: dataDir, MARKET_TRAK_PARENT: '', ...settings }
  const args = ['--import', 'tsx', ...script.split(' ')]
  return spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8', timeout: 60_000 })
}

describe('R38: processes refuse invalid settings at startup with a message', () => {
  it.each([
    ['local/worker.ts', { APP_ENV: 'production' }, 'APP_URL is missing'],
    ['local/worker.ts', { DATABASE_URL: 'postgres://db.example.com/real' }, 'STRIPE_SECRET_KEY is missing'],
    ['local/start.ts start', { APP_ENV: 'production' }, 'DATABASE_URL is missing'],
    ['local/start.ts start', { STRIPE_SECRET_KEY: 'sk_live_abc' }, 'APP_ENV is not set'],
    ['local/start.ts start', { APP_ENV: 'demo', HOST: '0.0.0.0' }, 'HOST exposes the server to the network'],
    ['local/start.ts dev', { DATABASE_URL: 'postgres://db.example.com/real' }, 'APP_ENV is not set'],
  ])('%s with %o', { timeout: 60_000 }, (script, settings, words) => {
    const { status, stderr } = run(script, settings)
    expect(stderr).toContain('Market Trak cannot start')
    expect(stderr).toContain(words)
    // A readable message without a stack trace.
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(status).toBe(1)
  })
})
