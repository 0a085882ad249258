import { describe, expect, test } from 'vitest'
import { readSesEvents } from './ses'

const REF = 'c.7.0f3a2b1c-1111-4222-8333-444455556666.12.0123456789abcdef0123456789abcdef'
const TOKEN = `bounce+${'a'.repeat(37)}.${'b'.repeat(16)}`
const mail = {
  messageId: '0100018',
  source: `${TOKEN}@bounces.agency.test`,
  headers: [{ name: 'X-Market-Trak-Ref', value: REF }],
}

const bounce = (bounceType: string, bounceSubType: string, recipient: object = {}) =>
  readSesEvents(
    JSON.stringify({
      notificationType: 'Bounce',
      mail,
      bounce: {
        bounceType,
        bounceSubType,
        bouncedRecipients: [{ emailAddress: 'gone@mailbox.test', action: 'failed', ...recipient }],
      },
    }),
  ).events

describe('R44: a bounce that Amazon SES reports', () => {
  test.each([
    [
      'no such mailbox',
      bounce('Permanent', 'General', { status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }),
      'no-mailbox',
    ],
    ['NoEmail', bounce('Permanent', 'NoEmail'), 'no-mailbox'],
    [
      'permanent, but a block',
      bounce('Permanent', 'General', {
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 blocked by Spamhaus',
      }),
      'sender-blocked',
    ],
    ['permanent without a reason', bounce('Permanent', 'General'), 'unsure'],
    [
      'on Amazon’s list',
      bounce('Permanent', 'OnAccountSuppressionList', {
        status: '5.1.1',
        diagnosticCode:
          'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
      }),
      'unsure',
    ],
    ['full', bounce('Transient', 'MailboxFull'), 'full'],
    ['too large', bounce('Transient', 'MessageTooLarge'), 'too-large'],
    ['content', bounce('Transient', 'ContentRejected'), 'policy'],
    ['transient', bounce('Transient', 'General'), 'temporary'],
  ])('%s', (_what, events, cause) => {
    expect(events).toMatchObject([
      { type: 'bounce', ref: REF, recipient: 'gone@mailbox.test', cause, permanent: cause === 'no-mailbox' },
    ])
  })

  test('without original headers is found by the return path', () => {
    const { events } = readSesEvents(
      JSON.stringify({
        eventType: 'Bounce',
        mail: { source: mail.source },
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'NoEmail',
          bouncedRecipients: [{ emailAddress: 'a@b.test' }],
        },
      }),
    )
    expect(events).toMatchObject([{ ref: TOKEN, cause: 'no-mailbox' }])
  })

  test('a delay is nothing', () => {
    expect(bounce('Transient', 'General', { action: 'delayed' })).toEqual([])
  })
})

test('R44: Amazon SES reports complaints and opt-outs', () => {
  const complaint = (complaint: object) =>
    readSesEvents(JSON.stringify({ notificationType: 'Complaint', mail, complaint })).events
  expect(complaint({ complaintFeedbackType: 'abuse' })).toMatchObject([{ type: 'complaint', ref: REF }])
  expect(complaint({})).toMatchObject([{ type: 'complaint', ref: REF }])
  expect(complaint({ complaintFeedbackType: 'opt-out' })).toMatchObject([{ type: 'unsubscribe' }])
  for (const type of ['not-spam', 'auth-failure'])
    expect(complaint({ complaintFeedbackType: type })).toEqual([])
})

test.each(['Successfully validated SNS topic', '[]', '{}', '{"notificationType":"Delivery","mail":{}}'])(
  'readSesEvents ignores %s',
  (text) => expect(readSesEvents(text)).toEqual({ events: [] }),
)
