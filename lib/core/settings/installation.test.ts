import { afterEach, describe, expect, test, vi } from 'vitest'
import { isDemo } from './demo'
import { isLocalHost, isLocalUrl, listenProblem, realSettings } from './installation'

describe('R38: isLocalUrl', () => {
  test.each([
    'localhost',
    '127.0.0.1',
    '127.8.9.1',
    '::1',
    '[::1]',
    'LOCALHOST',
    'app.localhost',
    'localhost.',
  ])('%s does', (host) => expect(isLocalHost(host)).toBe(true))
  test.each([
    '0.0.0.0',
    '::',
    '',
    '10.0.0.1',
    'localhost.example.com',
    '127.0.0.1.example.com',
    '127.1',
    'mylocalhost',
  ])('%s does not', (host) => expect(isLocalHost(host)).toBe(false))
  test('user names and ports in a URL do not make it local', () => {
    expect(isLocalUrl('http://localhost@evil.example/')).toBe(false)
    expect(isLocalUrl('http://localhost:3000@evil.example/')).toBe(false)
    expect(isLocalUrl('http://[::1]:3000')).toBe(true)
    expect(isLocalUrl('localhost')).toBe(false)
  })
})

test('R38: an unclassified setting counts as real', () => {
  expect(realSettings({ SOMETHING_NEW: 'x', WORKER: 'separate' }, ['SOMETHING_NEW', 'WORKER'])).toEqual([
    'SOMETHING_NEW',
  ])
})

describe('R38: isDemo', () => {
  test('is true for the demo on this machine only', () => {
    expect(isDemo({ APP_ENV: 'demo' })).toBe(true)
    expect(
      isDemo({ APP_ENV: 'demo', APP_URL: 'http://localhost:3000', STRIPE_SECRET_KEY: 'sk_test_x' }),
    ).toBe(true)
    expect(isDemo({ APP_ENV: 'production' })).toBe(false)
    expect(isDemo({ APP_ENV: 'demo', APP_URL: 'https://app.example.com' })).toBe(false)
    expect(isDemo({ APP_ENV: 'demo', STRIPE_SECRET_KEY: 'rk_live_x' })).toBe(false)
  })
})

describe('R38: next start called directly with APP_ENV=demo', () => {
  const next = ['/usr/bin/node', '/srv/node_modules/.bin/next', 'start']
  test('must listen on this machine only', () => {
    expect(listenProblem(next)?.join(' ')).toContain('--hostname 127.0.0.1')
    expect(listenProblem([...next, '--hostname', '0.0.0.0'])).not.toBeNull()
    expect(listenProblem([...next, '--hostname=192.168.1.5'])).not.toBeNull()
    for (const more of [['--hostname', '127.0.0.1'], ['-H', 'localhost'], ['--hostname=::1']])
      expect(listenProblem([...next, ...more])).toBeNull()
  })
  test('other commands do not listen', () => {
    expect(listenProblem(['node', 'local/worker.ts'])).toBeNull()
    expect(listenProblem(['node', 'local/start.ts', 'start'])).toBeNull()
  })
})

describe('R38: every process checks its settings first', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.resetModules()
  })
  const settings = {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
    DATABASE_URL: 'postgres://localhost/none',
    STRIPE_SECRET_KEY: 'sk_test_local',
    STRIPE_WEBHOOK_SECRET: 'whsec_local_test',
    SMTP_URL: 'smtp://127.0.0.1:2525',
    MAIL_FROM: 'Market Trak <hello@market-trak.test>',
  }
  async function problemWith(over: Record<string, string>, argv = ['node', 'local/worker.ts']) {
    for (const [name, value] of Object.entries({ ...settings, ...over })) vi.stubEnv(name, value)
    vi.resetModules()
    const { settingsProblem } = await import('./check-settings')
    return settingsProblem(argv)
  }
  test('and reports what is wrong', async () => {
    expect(await problemWith({})).toBeNull()
    expect(await problemWith({ APP_ENV: '' })).toContain('APP_URL must start with https://')
    expect(await problemWith({ SMTP_URL: '' })).toContain('SMTP_URL is missing')
    expect(await problemWith({ STRIPE_SECRET_KEY: 'sk_live_x' })).toContain('STRIPE_SECRET_KEY is a live key')
    expect(await problemWith({}, ['node', '/x/next', 'start'])).toContain('every network interface')
  })
  test('the web process checks before handling requests', async () => {
    vi.stubEnv('NEXT_RUNTIME', 'nodejs')
    const checkSettings = vi.fn()
    const order: string[] = []
    vi.doMock('@/instrumentation-node', () => ({
      checkSettings: checkSettings.mockImplementation(() => order.push('settings')),
      logConsole: () => {},
      refuseWrongSchema: async () => void order.push('schema'),
      prepareShutDown: () => {},
      startRequestIds: () => {},
      protectPages: () => {},
      compressAnswers: () => {},
      prepareLimits: () => order.push('limits'),
      startMeasuring: async () => void order.push('metrics'),
      startBalanceWatcher: () => order.push('watch'),
      startInProcessWorker: () => order.push('work'),
      joinOtherProcesses: () => order.push('join'),
    }))
    const { register } = await import('@/instrumentation')
    await register()
    expect(order.slice(0, 3)).toEqual(['settings', 'metrics', 'schema'])
    vi.doUnmock('@/instrumentation-node')
  })
})
