import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { INVALID_URL_HEADER, NONCE_HEADER } from './app/_lib/page-policy/page-policy'
import nextConfig from './next.config'
import { config, proxy } from './proxy'

const matches = (path: string, headers: Record<string, string> = {}) =>
  unstable_doesMiddlewareMatch({ config, nextConfig, url: path, headers })
const marked = { [INVALID_URL_HEADER]: '1', [NONCE_HEADER]: 'x' }
const respond = (path: string) => proxy(new NextRequest(`https://a.test${path}`, { headers: marked }))

describe('R41: URLs with invalid encoding', () => {
  it.each([
    '/api/v1/holds/x%ff',
    '/images/%ff',
    '/api/files/%zz',
    '/posts/%',
    '/api/v1/holds/a%00b',
    '/x?a=%00',
  ])('proxy responds to %s with 400', (path) => {
    expect(matches(path.split('?')[0] ?? '', marked)).toBe(true)
    const { status, headers } = respond(path)
    expect(status).toBe(400)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('proxy passes on valid percent-encoding, even if a client marks it', () => {
    for (const path of ['/images/%C3%A9', '/api/files/a%20b.png', '/sign-in?callbackUrl=%2Fdashboard&q=%ff'])
      expect(respond(path).status).toBe(200)
  })

  it('no other request passes through the proxy', () => {
    for (const path of ['/', '/dashboard', '/images/%C3%A9'])
      expect(matches(path, { [NONCE_HEADER]: 'x' }), path).toBe(false)
    for (const path of ['/api/live', '/api/files/abc.png', '/_next/static/chunks/a.js', '/icon.svg'])
      expect(matches(path), path).toBe(false)
  })
})

describe('a page that is requested before the server has started completely', () => {
  it('has a policy and a nonce of its own', () => {
    const policies = ['/', '/sign-in?email=x', '/shared/reports/x'].map((path) => {
      expect(matches(path), path).toBe(true)
      return proxy(new NextRequest(`https://a.test${path}`)).headers.get('content-security-policy')
    })
    expect(new Set(policies).size).toBe(3)
    for (const policy of policies)
      expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
  })
})
