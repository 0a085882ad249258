import { describe, expect, test } from 'vitest'
import { pageInsteadOfWelcome, safeReturnPath } from './return-path'

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

const member = { hasWorkspace: true, another: false, isOperator: false }
const newcomer = { ...member, hasWorkspace: false }

test('R34: an existing member’s first Google sign-in goes to the requested page, such as an invitation', () => {
  expect(pageInsteadOfWelcome({ ...member, wanted: '/invitation?token=7.x' })).toBe('/invitation?token=7.x')
  expect(pageInsteadOfWelcome({ ...member, wanted: '/reports' })).toBe('/reports')
  expect(pageInsteadOfWelcome({ ...member, wanted: '/' })).toBe('/dashboard')
})

test('R34: a new person names a workspace, unless they have an invitation', () => {
  expect(pageInsteadOfWelcome({ ...newcomer, wanted: '/dashboard' })).toBeNull()
  expect(pageInsteadOfWelcome({ ...newcomer, wanted: '/invitation?token=7.x' })).toBe('/invitation?token=7.x')
  expect(pageInsteadOfWelcome({ ...newcomer, wanted: '/invitationless' })).toBeNull()
  expect(pageInsteadOfWelcome({ ...member, wanted: '/', another: true })).toBeNull()
})

test('R36: only an operator without a workspace goes to the console', () => {
  expect(pageInsteadOfWelcome({ ...newcomer, isOperator: true, wanted: '/' })).toBe('/admin')
  expect(pageInsteadOfWelcome({ ...newcomer, isOperator: true, wanted: '/dashboard' })).toBe('/admin')
  // They only create a workspace on request, and accept an invitation like everyone else.
  expect(pageInsteadOfWelcome({ ...newcomer, isOperator: true, wanted: '/', another: true })).toBeNull()
  const invited = '/invitation?token=7.x'
  expect(pageInsteadOfWelcome({ ...newcomer, isOperator: true, wanted: invited })).toBe(invited)
  expect(pageInsteadOfWelcome({ ...member, isOperator: true, wanted: '/' })).toBe('/dashboard')
  expect(pageInsteadOfWelcome({ ...newcomer, isOperator: true, wanted: '/admin/jobs' })).toBe('/admin/jobs')
  expect(pageInsteadOfWelcome({ ...newcomer, wanted: '/admin/jobs' })).toBeNull()
})
