import { afterEach, describe, expect, test, vi } from 'vitest'
import { sessionTokenOf } from './session-cookie'

const address = vi.hoisted(() => ({ url: '' }))
vi.mock('@/lib/core/settings/env', () => ({ env: () => ({ APP_URL: address.url }) }))

const PLAIN = 'next-auth.session-token'
const SECURE = `__Secure-${PLAIN}`
const jar = (cookies: Record<string, string>) => ({
  get: (name: string) => (name in cookies ? { value: cookies[name] ?? '' } : undefined),
})

afterEach(() => {
  address.url = ''
})

describe('sessionTokenOf', () => {
  test('R34: reads only the cookie that next-auth sets at this address', () => {
    address.url = 'https://app.markettrak.test'
    expect(sessionTokenOf(jar({ [PLAIN]: 'planted', [SECURE]: 'ours' }))).toBe('ours')
    expect(sessionTokenOf(jar({ [PLAIN]: 'planted' }))).toBeNull()
    address.url = 'http://localhost:3000'
    expect(sessionTokenOf(jar({ [PLAIN]: 'ours', [SECURE]: 'other' }))).toBe('ours')
  })

  test('an empty or missing cookie is no session', () => {
    address.url = 'http://localhost:3000'
    expect(sessionTokenOf(jar({ [PLAIN]: '' }))).toBeNull()
    expect(sessionTokenOf(jar({}))).toBeNull()
  })
})
