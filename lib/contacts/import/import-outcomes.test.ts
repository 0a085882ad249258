import { expect, test } from 'vitest'
import { fatesOf } from './import-outcomes'
import type { FileContact } from './read-file'

const known = { email: 'ann@a.test', firstName: 'Ann', lastName: '', phone: '1', tags: ['buyer'] }
const row = (over: Partial<FileContact> = {}): FileContact => ({
  line: 2,
  email: 'ann@a.test',
  firstName: '',
  lastName: '',
  phone: '',
  tags: [],
  consentSource: null,
  consentAt: null,
  ...over,
})
const fate = (over: Partial<FileContact>, rule: 'fill' | 'replace' = 'fill') =>
  fatesOf([row(over)], [known], rule).get(over.email ?? 'ann@a.test')

test('R43: a row of an import adds, updates or changes nothing, as the rule for known contacts says', () => {
  expect(fate({ email: 'bo@a.test' })).toBe('added')
  expect(fate({})).toBe('unchanged')
  expect(fate({ firstName: 'Anna', phone: '2', tags: ['buyer'] })).toBe('unchanged')
  expect(fate({ firstName: 'Anna' }, 'replace')).toBe('updated')
  expect(fate({ firstName: 'Ann' }, 'replace')).toBe('unchanged')
  expect(fate({ lastName: 'Lee' })).toBe('updated')
  expect(fate({ tags: ['seller'] })).toBe('updated')
})
