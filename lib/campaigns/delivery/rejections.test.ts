import { expect, test } from 'vitest'
import { causeOfRejection } from './rejections'

test.each([
  ['550 5.1.1 User unknown', 'RCPT TO', 'no-mailbox'],
  ['550 5.1.1 User unknown', 'DATA', 'no-mailbox'],
  ['550 5.1.1 User unknown', 'MAIL FROM', 'sender-blocked'],
  ['550 5.1.1 Client host blocked using Spamhaus', 'RCPT TO', 'sender-blocked'],
  ['552 5.2.2 Mailbox full', 'RCPT TO', 'full'],
] as const)('R44: the answer "%s" at %s means %s', (answer, command, cause) => {
  expect(causeOfRejection({ status: 'rejected', answer, command })).toBe(cause)
})

test('R44: a server that asks us to wait doesn’t say that a mailbox is missing', () => {
  const deferred = (answer: string) => causeOfRejection({ status: 'deferred', answer })
  expect(deferred('450 4.1.1 User unknown')).toBe('temporary')
  expect(deferred('421 5.1.1 User unknown')).toBe('temporary')
  expect(deferred('421 4.7.0 IP blocked due to poor reputation')).toBe('sender-blocked')
  expect(causeOfRejection({ status: 'accepted' })).toBeNull()
  expect(causeOfRejection({ status: 'unsure', answer: '550 User unknown' })).toBeNull()
})
