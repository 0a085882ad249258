import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import nextConfig from './next.config'
import { config, proxy } from './proxy'

const matches = (path: string, headers: Record<string, string> = {}) =>
  unstable_doesMiddlewareMatch({ config, nextConfig, url: path, headers })
const respond = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`https://a.test${path}`, { headers }))

const PREFETCHES: Record<string, string>[] = [
  { purpose: 'prefetch' },
  { 'next-router-prefetch': '1' },
  { 'sec-purpose': 'prefetch' },
  { rsc: '1', 'next-router-prefetch': '2' },
]

describe('Content Security Policy of pages', () => {
  it.each(PREFETCHES)('is set for requests with headers %j', (headers) => {
    for (const path of ['/', '/sign-in?email=x', '/unsubscribe?token=x', '/shared/reports/x', '/icon.svgx']) {
      expect(matches(path, headers), path).toBe(true)
      const policy = respond(path, headers).headers.get('content-security-policy')
      expect(policy, path).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
    }
  })

  it('has a new nonce for each request', () => {
    const policies = [1, 2, 3].map(() => respond('/sign-in').headers.get('content-security-policy'))
    expect(new Set(policies).size).toBe(3)
  })

  it('R38: allows pictures of map tiles only where they are configured, and from their origin alone', () => {
    expect(respond('/reports').headers.get('content-security-policy')).not.toContain('tiles.example.com')
    vi.stubEnv('MAP_TILES_URL', 'https://tiles.example.com/{z}/{x}/{y}.png?key=abc')
    const policy = respond('/reports').headers.get('content-security-policy') ?? ''
    vi.unstubAllEnvs()
    expect(/img-src ([^;]*)/.exec(policy)?.[1]).toMatch(/ https:\/\/tiles\.example\.com$/)
    expect(policy.match(/tiles\.example\.com/g)).toHaveLength(1)
  })

  it('is set in next.config.ts for routes and files', () => {
    for (const path of ['/api/live', '/api/files/abc.png', '/_next/static/chunks/a.js', '/icon.svg'])
      expect(matches(path), path).toBe(false)
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
  ])('proxy responds to %s with 400', (path) => {
    expect(matches(path.split('?')[0] ?? '')).toBe(true)
    const { status, headers } = respond(path)
    expect(status).toBe(400)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('proxy passes on valid percent-encoding', () => {
    for (const path of ['/images/%C3%A9', '/api/files/a%20b.png', '/sign-in?callbackUrl=%2Fdashboard&q=%ff'])
      expect(respond(path).status).toBe(200)
  })
})
