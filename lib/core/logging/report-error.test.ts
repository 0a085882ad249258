import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeLog } from './log'
import { reportError, reportProcessErrors } from './report-error'
import { logRequestError } from './request-error'
import { runForRequest } from './request-id'
import { safeText } from './safe-error'

const settings = vi.hoisted(() => ({
  APP_ENV: 'production',
  SENTRY_DSN: 'https://public-key@errors.example.com/team/42' as string | undefined,
}))
vi.mock('../settings/env', () => ({ env: () => settings }))

type Sent = { url: string; auth: string; event: Record<string, never> & { exception: never; tags: never } }
const sent: Sent[] = []
let answer: () => Promise<unknown> = () => Promise.resolve()
const post = (url: string, init: RequestInit) => {
  const lines = String(init.body).split('\n')
  const auth = new Headers(init.headers).get('x-sentry-auth') ?? ''
  sent.push({ url, auth, event: JSON.parse(lines[2] ?? '{}') })
  return answer()
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  sent.length = 0
  answer = () => Promise.resolve()
  settings.SENTRY_DSN = 'https://public-key@errors.example.com/team/42'
  const held = globalThis as { marketTrakReports?: unknown }
  held.marketTrakReports = undefined
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const leaky = () =>
  Object.assign(
    new Error('Failed query: select $1\nparams: ann@agency.test', {
      cause: new Error('GET https://market.test/sign-in?token=secret-token failed with Bearer secret-bearer'),
    }),
    { params: ['ann@agency.test'] },
  )

describe('R52: reportError', () => {
  it('sends a Sentry envelope with the error’s chain, reference and request id', () => {
    runForRequest('request-7', () =>
      reportError(leaky(), { where: 'job', reference: 'ref-1', tags: { queue: 'report-make' } }, post),
    )
    expect(sent).toHaveLength(1)
    expect(sent[0]?.url).toBe('https://errors.example.com/team/api/42/envelope/')
    expect(sent[0]?.auth).toContain('sentry_key=public-key')
    expect(sent[0]?.event).toMatchObject({
      level: 'error',
      environment: 'production',
      tags: { where: 'job', queue: 'report-make', reference: 'ref-1', request_id: 'request-7' },
      exception: { values: [{ type: 'Error' }, { type: 'Error' }] },
    })
    expect(JSON.stringify(sent[0]?.event)).toContain('report-error.test.ts')
  })

  it('leaves out values, like the log', () => {
    reportError(leaky(), { where: 'request' }, post)
    expect(JSON.stringify(sent)).not.toMatch(/ann@|secret-/)
  })

  it('sends nothing without a DSN', () => {
    settings.SENTRY_DSN = undefined
    reportError(leaky(), { where: 'request' }, post)
    expect(sent).toEqual([])
  })

  it('never throws, and keeps going when the service is down', async () => {
    answer = () => Promise.reject(new Error('ECONNREFUSED'))
    for (let i = 0; i < 5; i += 1) reportError(new Error('broken'), { where: 'request' }, post)
    await new Promise((resolve) => setImmediate(resolve))
    reportError(new Error('broken'), { where: 'request' }, post)
    expect(sent).toHaveLength(6)
  })

  it('limits what is in flight and what is sent in a minute, and says how much it left out', async () => {
    let open: (() => void)[] = []
    answer = () => new Promise<void>((resolve) => open.push(resolve))
    for (let i = 0; i < 8; i += 1) reportError(new Error('broken'), { where: 'request' }, post)
    expect(sent, 'in flight').toHaveLength(5)
    for (const finish of open) finish()
    open = []
    await new Promise((resolve) => setImmediate(resolve))
    answer = () => Promise.resolve()
    for (let i = 0; i < 100; i += 1) {
      reportError(new Error('broken'), { where: 'request' }, post)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(sent, 'in a minute').toHaveLength(30)
    expect(sent[5]?.event).toMatchObject({ extra: { reports_left_out_before: 3 } })
    vi.setSystemTime(Date.now() + 60_000)
    reportError(new Error('broken'), { where: 'request' }, post)
    expect(sent).toHaveLength(31)
    expect(sent[30]?.event).toMatchObject({ extra: { reports_left_out_before: 75 } })
  })
})

describe('R52: reportProcessErrors', () => {
  it('listens for rejections only where someone does already, so that it never keeps a broken process alive', () => {
    const on = vi.fn()
    reportProcessErrors({ on, listenerCount: () => 0 } as never)
    expect(on.mock.calls.map(([event]) => event)).toEqual(['uncaughtExceptionMonitor'])
    on.mockClear()
    reportProcessErrors({ on, listenerCount: () => 1 } as never)
    expect(on.mock.calls.map(([event]) => event)).toEqual(['uncaughtExceptionMonitor', 'unhandledRejection'])
  })
})

describe('R52: failed pages', () => {
  const request = { method: 'GET' }
  const context = { routePath: '/sign-in/confirm', routeType: 'render' }

  it.each([
    'GET https://market.test/sign-in/confirm?email=ann%40agency.test&token=secret-value failed',
    'fetch /api/feeds/secret-value-of-a-feed failed',
    'https://market.test/shared/reports/secret-value-of-a-link',
    'cookie: next-auth.session-token=secret-value',
    '{"password":"secret-value"}',
    'Authorization: Bearer secret-value',
    'token eyJhbGciOiJIUzI1NiJ9.secret-value.secret-value',
    'connect postgres://market:secret-value@db:5432/market',
    'STRIPE sk_live_secret-value',
    'Failed query: select $1\nparams: secret-value',
  ])('are logged and reported without what is secret in %j', (message) => {
    const lines: string[] = []
    const log = makeLog({ write: (line: string) => void lines.push(line) })
    vi.spyOn(globalThis, 'fetch').mockImplementation(((url: string, init: RequestInit) =>
      post(url, init)) as never)
    const error = Object.assign(new Error(message, { cause: new Error(message) }), { digest: '1234567' })
    expect(logRequestError(error, request, context, log)).toBe('1234567')
    expect(lines).toHaveLength(1)
    expect(lines.join()).not.toContain('secret-value')
    expect(JSON.stringify(sent)).not.toContain('secret-value')
    expect(sent[0]?.event).toMatchObject({
      tags: { where: 'page', route: '/sign-in/confirm', reference: '1234567' },
    })
  })

  it('get a reference of ours if their digest could be anything', () => {
    const lines: string[] = []
    const log = makeLog({ write: (line: string) => void lines.push(line) })
    settings.SENTRY_DSN = undefined
    const error = Object.assign(new Error('broken'), { digest: 'NEXT_REDIRECT;/verify?token=secret-value' })
    expect(logRequestError(error, request, context, log)).toMatch(/^[0-9a-f]{8}$/)
    expect(lines.join()).not.toContain('secret-value')
  })

  it.each(['What? Nothing.', 'select a ? b', 'Unexpected token < in JSON at position 0', 'a/feeds/main'])(
    'keep %j',
    (text) => expect(safeText(text)).toBe(text),
  )
})
