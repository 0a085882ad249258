import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PATH_HEADER } from '../path-header'
import { INVALID_URL_HEADER, sendPagePolicies } from './page-policy'

/** Answers with what a handler sees. */
const server = createServer((asked, response) => response.end(JSON.stringify(asked.headers)))
let stop = () => {}
beforeAll(async () => {
  stop = sendPagePolicies()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  stop()
  server.close()
})

type Answer = { policy: string | undefined; seen: IncomingHttpHeaders }

function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, async (answer) => {
      let text = ''
      for await (const piece of answer) text += piece
      const policy = answer.headers['content-security-policy']
      resolve({ policy: policy === undefined ? undefined : String(policy), seen: JSON.parse(text) })
    })
      .on('error', reject)
      .end()
  })
}

const PREFETCHES: Record<string, string>[] = [
  {},
  { purpose: 'prefetch' },
  { 'next-router-prefetch': '1' },
  { 'sec-purpose': 'prefetch' },
  { rsc: '1', 'next-router-prefetch': '2' },
]

describe('Content Security Policy of pages', () => {
  it.each(PREFETCHES)('is set for requests with headers %j, and passed to the page', async (headers) => {
    for (const path of [
      '/',
      '/sign-in?email=x',
      '/unsubscribe?token=x',
      '/shared/reports/x',
      '/icon.svgx',
      '/apis',
    ]) {
      const { policy, seen } = await ask(path, headers)
      expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
      expect(seen['content-security-policy']).toBe(policy)
      expect(policy).toContain(`'nonce-${seen['x-nonce']}'`)
      expect(seen[PATH_HEADER]).toBe(path)
    }
  })

  it('has a new nonce for each request', async () => {
    const nonces = await Promise.all([1, 2, 3].map(async () => (await ask('/sign-in')).seen['x-nonce']))
    expect(new Set(nonces).size).toBe(3)
  })

  it('never takes over what a client sends', async () => {
    const forged = {
      'x-nonce': 'forged',
      'content-security-policy': "script-src 'unsafe-inline'",
      [PATH_HEADER]: '/forged',
      [INVALID_URL_HEADER]: '1',
    }
    const page = await ask('/dashboard', forged)
    expect(page.policy).not.toContain("script-src 'unsafe-inline'")
    expect(page.policy).not.toContain('forged')
    expect(page.seen).toMatchObject({ [PATH_HEADER]: '/dashboard' })
    expect(page.seen['x-nonce']).not.toBe('forged')
    expect(page.seen[INVALID_URL_HEADER]).toBeUndefined()
    const route = await ask('/api/live', forged)
    for (const name of Object.keys(forged)) expect(route.seen[name], name).toBeUndefined()
  })

  it('R38: allows pictures of map tiles only where they are configured, and from their origin alone', async () => {
    expect((await ask('/reports')).policy).not.toContain('tiles.example.com')
    vi.stubEnv('MAP_TILES_URL', 'https://tiles.example.com/{z}/{x}/{y}.png?key=abc')
    const { policy = '' } = await ask('/reports')
    vi.unstubAllEnvs()
    expect(/img-src ([^;]*)/.exec(policy)?.[1]).toMatch(/ https:\/\/tiles\.example\.com$/)
    expect(policy.match(/tiles\.example\.com/g)).toHaveLength(1)
  })

  it('is set in next.config.ts for routes and files', async () => {
    for (const path of ['/api/live', '/api/files/abc.png', '/_next/static/chunks/a.js', '/icon.svg'])
      expect((await ask(path)).policy, path).toBeUndefined()
  })
})

describe('R41: URLs with invalid encoding', () => {
  it.each([
    '/api/v1/holds/x%ff',
    '/images/%ff',
    '/api/files/%zz',
    '/posts/%',
    '/api/v1/holds/a%00b',
    '/x?a=%00',
  ])('%s is marked for proxy.ts', async (path) =>
    expect((await ask(path)).seen[INVALID_URL_HEADER]).toBe('1'),
  )

  it.each(['/images/%C3%A9', '/api/files/a%20b.png', '/sign-in?callbackUrl=%2Fdashboard&q=%ff'])(
    '%s is not',
    async (path) => expect((await ask(path)).seen[INVALID_URL_HEADER]).toBeUndefined(),
  )
})
