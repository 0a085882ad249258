import { describe, expect, test } from 'vitest'
import { checkPostmarkPassword, readPostmarkEvents } from './postmark'

const TOKEN = `${'a'.repeat(37)}.${'b'.repeat(16)}`
const REF = 'c.7.0f3a2b1c-1111-4222-8333-444455556666.12.0123456789abcdef0123456789abcdef'
const bounce = (Type: string, Details = '', over: object = {}) =>
  readPostmarkEvents({
    RecordType: 'Bounce',
    Type,
    Details,
    Email: 'gone@mailbox.test',
    Metadata: { ref: TOKEN },
    ...over,
  }).events

describe('R44: a bounce that Postmark reports', () => {
  test.each([
    ['HardBounce', 'smtp;550 5.1.1 User unknown', 'no-mailbox'],
    ['HardBounce', 'smtp;550 5.1.1 listed at zen.spamhaus.org', 'sender-blocked'],
    ['HardBounce', '', 'unsure'],
    ['BadEmailAddress', '', 'no-mailbox'],
    ['SoftBounce', 'mailbox full', 'full'],
    ['Transient', '', 'temporary'],
    ['Blocked', '', 'sender-blocked'],
    ['SpamNotification', '', 'policy'],
    ['Unknown', '', 'unsure'],
  ])('%s, "%s": %s', (type, details, cause) => {
    expect(bounce(type, details)).toMatchObject([
      { type: 'bounce', ref: TOKEN, cause, permanent: cause === 'no-mailbox' },
    ])
  })

  test('is found by the header of our email if it has no metadata', () => {
    const over = { Metadata: {}, Content: `User unknown\n\nX-Market-Trak-Ref: ${REF}\n` }
    expect(bounce('HardBounce', '', over)).toMatchObject([{ ref: REF, cause: 'no-mailbox' }])
  })

  test('an automatic reply is nothing', () => {
    expect(bounce('AutoResponder', 'User unknown')).toEqual([])
  })
})

test('R44: Postmark reports complaints and opt-outs', () => {
  const about = { Email: 'a@b.test', Metadata: { ref: TOKEN } }
  expect(readPostmarkEvents({ RecordType: 'SpamComplaint', ...about }).events).toMatchObject([
    { type: 'complaint', ref: TOKEN },
  ])
  expect(bounce('SpamComplaint')).toMatchObject([{ type: 'complaint' }])
  const change = { RecordType: 'SubscriptionChange', Recipient: 'a@b.test', Metadata: { ref: TOKEN } }
  expect(
    readPostmarkEvents({ ...change, SuppressSending: true, SuppressionReason: 'ManualSuppression' }).events,
  ).toMatchObject([{ type: 'unsubscribe' }])
  expect(
    readPostmarkEvents({ ...change, SuppressSending: true, SuppressionReason: 'HardBounce' }).events,
  ).toEqual([])
  expect(readPostmarkEvents({ ...change, SuppressSending: false }).events).toEqual([])
  for (const body of [null, [], {}, { RecordType: 'Open' }])
    expect(readPostmarkEvents(body)).toEqual({ events: [] })
})

test('R44: an event with a wrong password is refused', () => {
  const secret = 'a password of postmark'
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  expect(() => checkPostmarkPassword(basic(`postmark:${secret}`), secret)).not.toThrow()
  for (const header of [
    '',
    'Basic',
    basic('postmark:'),
    basic(`postmark:${secret}x`),
    basic(secret.slice(1)),
    `Bearer ${secret}`,
  ])
    expect(() => checkPostmarkPassword(header, secret)).toThrow()
})
