import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { urlProblem } from './allowed-url'
import { type Outside, requestOutside } from './request-outside'

/** DNS records for these tests. Lookups are counted. */
const names: Record<string, string[]> = {
  'inside.test': ['127.0.0.1'],
  'mixed.test': ['93.184.216.34', '127.0.0.1'],
  'azure.test': ['168.63.129.16'],
  'nat64.test': ['64:ff9b::7f00:1'],
  'empty.test': [],
}
const looked: string[] = []
vi.mock('node:dns', async (original) => {
  const real = await original<typeof import('node:dns')>()
  type Done = (error: null, addresses: { address: string; family: number }[]) => void
  const lookup = (hostname: string, options: object, done: Done) => {
    looked.push(hostname)
    const found = names[hostname]
    if (!found) return real.lookup(hostname, options, done as never)
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { ...real, default: { ...real, lookup }, lookup }
})

const requested: string[] = []
const server = createServer((request, response) => {
  requested.push(request.url ?? '')
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://server.test')
  if (pathname === '/to') return response.writeHead(302, { location: searchParams.get('url') ?? '' }).end()
  if (pathname === '/large') return response.end(Buffer.alloc(200_000))
  // Stops after its first byte.
  if (pathname === '/silent') return response.write('a')
  response.end('hello')
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  looked.length = 0
  requested.length = 0
})

const outside = (over: Partial<Outside> = {}): Outside => ({
  timeLimitMs: 5_000,
  mostBytes: 100_000,
  mostRedirects: 3,
  allowedHosts: [],
  ...over,
})
const problemWith = (url: string, over: Partial<Outside> = {}) =>
  requestOutside(url, outside(over)).then(
    ({ status }) => status,
    (error: { problem?: string }) => error.problem,
  )

describe('R41: private addresses are never requested', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[64:ff9b::127.0.0.1]:PORT/',
    'http://168.63.129.16/',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost:PORT/',
    'http://inside.test:PORT/',
    'http://azure.test/',
    'http://nat64.test/',
    'http://empty.test/',
  ])('%s', async (url) => {
    expect(await problemWith(url.replace('PORT', String(port)))).toBe('not-public')
    expect(requested).toEqual([])
  })

  test('a host name with a public and a private address', async () => {
    expect(await problemWith(`http://mixed.test:${port}/`)).toBe('not-public')
    expect(requested).toEqual([])
  })

  test('a redirect: each URL is checked like the first', async () => {
    const allowedHosts = [`127.0.0.1:${port}`]
    const to = (url: string) => `http://127.0.0.1:${port}/to?url=${encodeURIComponent(url)}`
    for (const [url, problem] of [
      [`http://localhost:${port}/secret`, 'not-public'],
      ['http://169.254.169.254/', 'not-public'],
      [`http://[::ffff:7f00:1]:${port}/secret`, 'not-public'],
      ['http://example.com:25/', 'port'],
      ['file:///etc/passwd', 'protocol'],
      ['http://', 'address'],
      [to(to(to('/'))), 'redirects'],
    ] as const)
      expect([url, await problemWith(to(url), { allowedHosts })]).toEqual([url, problem])
    expect(requested.filter((path) => path === '/secret')).toEqual([])
    expect(await problemWith(to('/'), { allowedHosts })).toBe(200)
  })
})

test('R41: connects to the checked addresses, because a name is resolved once', async () => {
  expect(await problemWith(`http://inside.test:${port}/`, { allowedHosts: ['inside.test'] })).toBe(200)
  expect(looked).toEqual(['inside.test'])
})

test('R38: only allowed hosts can be private, by name or with their port', async () => {
  for (const [allowed, answer] of [
    ['127.0.0.1', 200],
    [`127.0.0.1:${port}`, 200],
    [`127.0.0.1:${port + 1}`, 'not-public'],
    ['localhost', 'not-public'],
    ['127.0.0.1.example.com', 'not-public'],
  ] as const)
    expect([allowed, await problemWith(`http://127.0.0.1:${port}/`, { allowedHosts: [allowed] })]).toEqual([
      allowed,
      answer,
    ])
})

test('R41: refuses other protocols, ports and passwords before resolving names', async () => {
  for (const [url, problem] of [
    ['ftp://example.com/', 'protocol'],
    ['data:text/plain,a', 'protocol'],
    ['https://example.com:22/', 'port'],
    ['https://example.com:25/', 'port'],
    ['https://example.com:6379/', 'port'],
    ['https://ann:secret@example.com/', 'address'],
    ['not an address', 'address'],
  ] as const)
    expect([url, await problemWith(url)]).toEqual([url, problem])
  expect(await problemWith('http://example.com/', { httpsOnly: true })).toBe('protocol')
  expect(looked).toEqual([])
  for (const url of ['https://example.com/', 'http://example.com:8080/', 'https://example.com:8443/'])
    expect(urlProblem(new URL(url), { allowedHosts: [] })).toBeNull()
})

test('R41: aborts a response that is too large or too slow', async () => {
  const allowedHosts = ['127.0.0.1']
  expect(await problemWith(`http://127.0.0.1:${port}/large`, { allowedHosts })).toBe('too-large')
  expect(await problemWith(`http://127.0.0.1:${port}/silent`, { allowedHosts, timeLimitMs: 300 })).toBe(
    'timeout',
  )
  expect(await problemWith('http://127.0.0.1:1/', { allowedHosts })).toBe('unreachable')
})
