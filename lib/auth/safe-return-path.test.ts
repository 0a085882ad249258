import { describe, expect, test } from 'vitest'
import { safeReturnPath } from './safe-return-path'

const app = 'https://app.example.com'

describe('safeReturnPath', () => {
  test.each([
    ['/reports?page=2#top', '/reports?page=2#top'],
    ['https://app.example.com/dashboard', '/dashboard'],
    ['reports', '/reports'],
  ])('accepts %s', (wanted, path) => {
    expect(safeReturnPath(wanted, app)).toBe(path)
  })

  test.each([
    'https://evil.test/dashboard',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    '\\\\evil.test',
    'javascript:alert(1)',
    'https://app.example.com.evil.test/',
    'https://app.example.com@evil.test/',
    'http://app.example.com/',
    'https://app.example.com//evil.test',
    'https://',
    '',
    null,
    undefined,
  ])('falls back for %s', (wanted) => {
    expect(safeReturnPath(wanted, app, '/dashboard')).toBe('/dashboard')
  })
})
