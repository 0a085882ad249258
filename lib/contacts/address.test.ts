import { expect, test } from 'vitest'
import { displayAddress, Email, normalizeAddress } from './address'

test.each([
  ['Ann.Lee@Example.COM ', 'ann.lee@example.com'],
  ['info@bücher.example', 'info@xn--bcher-kva.example'],
  ['почта@пример.рф', 'почта@xn--e1afmkfd.xn--p1ai'],
  ['post@xn--e1afmkfd.xn--p1ai', 'post@xn--e1afmkfd.xn--p1ai'],
  ["o'brien+a&b=c/d@people.example", "o'brien+a&b=c/d@people.example"],
  ['a@sub.people.museum', 'a@sub.people.museum'],
])('R43: %s is stored as %s', (text, stored) => {
  expect(normalizeAddress(text)).toBe(stored)
  expect(Email.parse(text)).toBe(stored)
})

test.each([
  'x@localhost',
  'user@[192.0.2.1]',
  'user@192.0.2.1',
  'a b@people.example',
  '.a@people.example',
  'a..b@people.example',
  'a@-people.example',
  'a@people..example',
  'a@people.example.',
  'a@people.1',
  'a@b@people.example',
  '@people.example',
  'a@foo%41.com',
  `${'a'.repeat(65)}@people.example`,
])('R43: %s is not an address of a mailbox', (text) => {
  expect(normalizeAddress(text)).toBeNull()
  expect(Email.safeParse(text).success).toBe(false)
})

test('R43: an international domain is shown as people write it', () => {
  expect(displayAddress('info@xn--bcher-kva.example')).toBe('info@bücher.example')
  expect(displayAddress('ann@people.example')).toBe('ann@people.example')
})
