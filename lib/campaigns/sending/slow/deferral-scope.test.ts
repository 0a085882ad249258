import { describe, expect, test } from 'vitest'
import { scopeOfDeferral } from './deferral-scope'

describe('R44: who has to wait when a server says "later"', () => {
  test.each([
    [
      '450 4.2.0 <p@list.test>: Recipient address rejected: Greylisted, see http://postgrey.test',
      'recipient',
    ],
    ['451 4.7.1 Greylisting in action, please come back later', 'recipient'],
    ['452 4.2.2 Mailbox full', 'recipient'],
    ['452 Mailbox quota exceeded', 'recipient'],
    ['452 4.7.1 user is over quota', 'recipient'],
    ['450 Daily sending quota exceeded', 'server'],
    ['451 Too many connections from your host', 'server'],
    ['450 4.7.1 You exceeded your hourly limit', 'server'],
    ['450 4.2.1 The user you are trying to contact is receiving mail at a rate that…', 'recipient'],
    ['421 4.7.0 Try again later, closing connection', 'server'],
    ['454 Throttling failure: Maximum sending rate exceeded.', 'server'],
    ['454 Throttling failure: Daily message quota exceeded.', 'server'],
    ['452 4.7.1 Quota exceeded: 100 emails per hour', 'server'],
    ['450 4.7.1 Error: too much mail from 192.0.2.1', 'server'],
    ['451 4.3.2 Please try again later', 'server'],
    ['432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded', 'server'],
    ['452 4.3.1 Insufficient system storage', 'server'],
    ['451 4.7.500 Server busy. Please try again later', 'server'],
    ['451 4.7.1 Try again later', 'unclear'],
    ['450 4.4.1 Connection timed out', 'unclear'],
    ['450 Requested action not taken', 'unclear'],
  ] as const)('%s: %s', (answer, scope) =>
    expect(scopeOfDeferral({ status: 'deferred', answer, command: 'RCPT TO' })).toBe(scope),
  )

  test('whatever it says to MAIL FROM is about us', () => {
    const answer = '450 4.7.1 Not now'
    expect(scopeOfDeferral({ status: 'deferred', answer, command: 'MAIL FROM' })).toBe('server')
  })
})
