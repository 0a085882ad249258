import { describe, expect, test } from 'vitest'
import { parseDeliveryReport } from './delivery-report'

/** Reports in the format of various mail servers, about one email of a campaign. */

const MESSAGE_ID =
  '<c.7.0f3a2b1c-1111-4222-8333-444455556666.12.0123456789abcdef0123456789abcdef@app.agency.test>'
const ORIGINAL = `Received: from app.agency.test by mx.agency.test; Thu, 26 Nov 2026 04:00:00 +0000
From: Harbour & Hill <news@agency.test>
To: gone@mailbox.test
Subject: Spring news
Message-ID: ${MESSAGE_ID}
List-Unsubscribe: <https://app.agency.test/unsubscribe>

Hello there.
`

type Part = { type: string; body: string; headers?: string }

function report(kind: string, parts: Part[], headers = ''): Uint8Array {
  const pieces = parts.map(
    ({ type, body, headers: more = '' }) => `--=_b/1\nContent-Type: ${type}\n${more}\n${body}\n`,
  )
  const email = `Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.test>
To: news@agency.test
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <20261126.1@mx.test>
${headers}MIME-Version: 1.0
Content-Type: multipart/report; report-type=${kind};
\tboundary="=_b/1"

This is a MIME-encapsulated message.

${pieces.join('\n')}
--=_b/1--
`
  return new TextEncoder().encode(email.replaceAll('\n', '\r\n'))
}

const textPart = {
  type: 'text/plain; charset=us-ascii',
  body: 'This is the mail system. It could not be delivered.',
}
const original = { type: 'message/rfc822', body: ORIGINAL }
const status = (body: string, type = 'message/delivery-status') => ({ type, body })
const REF = MESSAGE_ID.slice(1, MESSAGE_ID.indexOf('@'))
const bounce = (permanent: boolean, reason: string) => [
  expect.objectContaining({ type: 'bounce', messageId: MESSAGE_ID, permanent, reason }),
]

describe('parseDeliveryReport returns a bounce', () => {
  test('Postfix: an unknown address, with a diagnostic on several lines', async () => {
    const statusPart = status(`Reporting-MTA: dns; mx.test
X-Postfix-Queue-ID: 4XyZ1
Arrival-Date: Thu, 26 Nov 2026 04:00:00 +0000 (UTC)

Final-Recipient: rfc822; gone@mailbox.test
Original-Recipient: rfc822;gone@mailbox.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.mailbox.test
Diagnostic-Code: smtp; 550 5.1.1 <gone@mailbox.test>: Recipient address
    rejected: User unknown in virtual mailbox table`)
    expect(await parseDeliveryReport(report('delivery-status', [textPart, statusPart, original]))).toEqual(
      bounce(
        true,
        '550 5.1.1 <gone@mailbox.test>: Recipient address rejected: User unknown in virtual mailbox table',
      ),
    )
  })

  test('Exchange: only the headers of the email, and base64 parts', async () => {
    const inBase64 = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n')).toString('base64')
    const headers = 'Content-Transfer-Encoding: base64\n'
    const statusPart = {
      ...status(
        inBase64(`Reporting-MTA: dns;EXCH01.mailbox.test

Final-Recipient: rfc822;gone@mailbox.test
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found
X-Display-Name: Gone
`),
      ),
      headers,
    }
    const headersOnly = { type: 'text/rfc822-headers', body: ORIGINAL.split('\n\n')[0] ?? '' }
    expect(await parseDeliveryReport(report('delivery-status', [textPart, statusPart, headersOnly]))).toEqual(
      bounce(true, '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'),
    )
  })

  test('Gmail: text, HTML and an image before the status', async () => {
    const related = {
      type: 'multipart/related; boundary="in"',
      body: `--in
Content-Type: multipart/alternative; boundary="alt"

--alt
Content-Type: text/plain; charset="UTF-8"

** Address not found **
--alt
Content-Type: text/html; charset="UTF-8"

<html><body><b>Address not found</b></body></html>
--alt--
--in
Content-Type: image/png; name="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgo=
--in--`,
    }
    const statusPart = status(`Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; news@agency.test
X-Original-Message-ID: ${MESSAGE_ID}

Final-Recipient: rfc822; gone@mailbox.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.1, the server for the domain.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
Last-Attempt-Date: Thu, 26 Nov 2026 04:00:01 -0800 (PST)`)
    expect(await parseDeliveryReport(report('delivery-status', [related, statusPart, original]))).toEqual(
      bounce(true, '550-5.1.1 The email account that you tried to reach does not exist.'),
    )
  })

  test('with non-ASCII characters (RFC 6533)', async () => {
    const statusPart = status(
      `Reporting-MTA: dns; mx.test

Final-Recipient: utf-8; jörg@mailbox.test
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 kein Postfach für Jörg`,
      'message/global-delivery-status; charset=utf-8',
    )
    const global = { type: 'message/global', body: ORIGINAL }
    expect(await parseDeliveryReport(report('delivery-status', [textPart, statusPart, global]))).toEqual(
      bounce(true, '550 kein Postfach für Jörg'),
    )
  })

  test.each([
    ['an unknown address', '5.1.1', true],
    ['an unknown domain', '5.1.2', true],
    ['a disabled address', '5.2.1', false],
    ['an unreachable host', '5.4.4', false],
    ['an unspecified failure', '5.0.0', false],
    ['an unknown sender', '5.1.8', false],
    ['a full mailbox', '5.2.2', false],
    ['a block of the sender', '5.7.1', false],
    ['an email that is too large', '5.3.4', false],
    ['a timeout', '4.4.7', false],
  ])('%s (%s): permanent is %s', async (_what, code, permanent) => {
    const statusPart = status(`Reporting-MTA: dns; mx.test\n
Final-Recipient: rfc822; gone@mailbox.test
Action: Failed
Status: ${code} (a comment)`)
    expect(await parseDeliveryReport(report('delivery-status', [textPart, statusPart, original]))).toEqual(
      bounce(permanent, code),
    )
  })
})

describe('R44: the words of the server count more than its code', () => {
  test.each([
    [
      'a block as 5.1.1',
      '5.1.1',
      '550 5.1.1 <gone@mailbox.test>: Client host blocked using Spamhaus',
      'sender-blocked',
    ],
    ['a full mailbox as 5.2.1', '5.2.1', '550 5.2.1 mailbox is full', 'full'],
    ['spam as 5.0.0', '5.0.0', '550 spam detected', 'policy'],
    ['an unknown user as 5.7.1', '5.7.1', '550 5.7.1 No such user!', 'no-mailbox'],
    ['an unknown user as 5.0.0', '5.0.0', '550 User unknown', 'no-mailbox'],
  ])('%s', async (_what, code, diagnostic, cause) => {
    const part = status(`Reporting-MTA: dns; mx.test\n
Final-Recipient: rfc822; gone@mailbox.test
Action: failed
Status: ${code}
Diagnostic-Code: smtp; ${diagnostic}`)
    expect(await parseDeliveryReport(report('delivery-status', [textPart, part, original]))).toMatchObject([
      { cause, permanent: cause === 'no-mailbox', recipient: 'gone@mailbox.test', ref: REF },
    ])
  })

  test('a vague diagnostic is completed by the readable part, and a status without a recipient is unclear', async () => {
    const said = { type: 'text/plain', body: '<gone@mailbox.test>: user unknown' }
    const vague = status(`Reporting-MTA: dns; mx.test\n
Final-Recipient: rfc822; gone@mailbox.test
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp; 550`)
    expect(await parseDeliveryReport(report('delivery-status', [said, vague, original]))).toMatchObject([
      { cause: 'no-mailbox' },
    ])
    const none = status('Reporting-MTA: dns; mx.test')
    expect(await parseDeliveryReport(report('delivery-status', [textPart, none, original]))).toMatchObject([
      { cause: 'unsure', permanent: false },
    ])
  })

  test('each failed recipient is an event of its own', async () => {
    const part = status(`Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; full@mailbox.test
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 quota exceeded

Final-Recipient: rfc822; late@mailbox.test
Action: delayed
Status: 4.4.1

Final-Recipient: rfc822; <Gone@mailbox.test>
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 User unknown`)
    const events = await parseDeliveryReport(report('delivery-status', [textPart, part, original]))
    expect(events.map(({ recipient, cause }) => [recipient, cause])).toEqual([
      ['full@mailbox.test', 'full'],
      ['gone@mailbox.test', 'no-mailbox'],
    ])
  })
})

test('parseDeliveryReport returns a complaint from a feedback loop (RFC 5965)', async () => {
  const feedback = (kind: string) => ({
    type: 'message/feedback-report',
    body: `Feedback-Type: ${kind}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <news@agency.test>
Original-Rcpt-To: <angry@mailbox.test>`,
  })
  expect(
    await parseDeliveryReport(report('feedback-report', [textPart, feedback('abuse'), original])),
  ).toEqual([{ type: 'complaint', messageId: MESSAGE_ID, ref: REF, permanent: true, reason: 'abuse' }])
  for (const kind of ['not-spam', 'auth-failure', 'dmarc'])
    expect(
      await parseDeliveryReport(report('feedback-report', [textPart, feedback(kind), original])),
    ).toEqual([])
  for (const kind of ['opt-out', 'opt-out-list'])
    expect(
      await parseDeliveryReport(report('feedback-report', [textPart, feedback(kind), original])),
    ).toMatchObject([{ type: 'unsubscribe', ref: REF }])
})

describe('parseDeliveryReport ignores', () => {
  const recipient = (action: string, code: string) =>
    status(`Reporting-MTA: dns; mx.test\n
Final-Recipient: rfc822; gone@mailbox.test
Action: ${action}
Status: ${code}`)

  test.each([
    ['a delay', [textPart, recipient('delayed', '4.4.1'), original]],
    ['a success', [textPart, recipient('relayed', '2.0.0'), original]],
  ])('%s', async (_what, parts) => {
    expect(await parseDeliveryReport(report('delivery-status', parts))).toEqual([])
  })

  test('a person who quotes a report', async () => {
    const quoted = `From: Ann <ann@mailbox.test>
Subject: Re: Undelivered Mail Returned to Sender

Is this about me?
> Final-Recipient: rfc822; a@b.test
> Action: failed
> Status: 5.1.1
> Message-ID: ${MESSAGE_ID}`
    expect(await parseDeliveryReport(new TextEncoder().encode(quoted))).toEqual([])
  })

  test('an automatic reply, an empty body, and data that isn’t an email', async () => {
    const away = `From: a@mailbox.test\nSubject: Out of office\nAuto-Submitted: auto-replied\nIn-Reply-To: ${MESSAGE_ID}\n\nBack on Monday.`
    const nothing = [new TextEncoder().encode(away), new Uint8Array(), new Uint8Array([0, 255, 13, 10, 0])]
    for (const bytes of nothing) expect(await parseDeliveryReport(bytes)).toEqual([])
  })
})
