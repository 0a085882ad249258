import { expect, test } from 'vitest'
import { contactOutcomes } from './import-outcomes'
import type { FileContact } from './read-contacts'

const existing = { email: 'ann@a.test', firstName: 'Ann', lastName: '', phone: '1', tags: ['buyer'] }
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
const outcome = (over: Partial<FileContact>, rule: 'fill' | 'replace' = 'fill') =>
  contactOutcomes([row(over)], [existing], rule).get(over.email ?? 'ann@a.test')

test('R43: contactOutcomes says added, updated or unchanged depending on the rule for existing contacts', () => {
  expect(outcome({ email: 'bo@a.test' })).toBe('added')
  expect(outcome({})).toBe('unchanged')
  expect(outcome({ firstName: 'Anna', phone: '2', tags: ['buyer'] })).toBe('unchanged')
  expect(outcome({ firstName: 'Anna' }, 'replace')).toBe('updated')
  expect(outcome({ firstName: 'Ann' }, 'replace')).toBe('unchanged')
  expect(outcome({ lastName: 'Lee' })).toBe('updated')
  expect(outcome({ tags: ['seller'] })).toBe('updated')
})
