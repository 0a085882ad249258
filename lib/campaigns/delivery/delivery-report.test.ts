import { describe, expect, test } from 'vitest'
import { readReport } from './delivery-report'

/** Reports shaped as the mail servers named send them, about one mail of a campaign. */

const MESSAGE_ID = '<c.7.0f3a2b1c-1111-4222-8333-444455556666.12@app.agency.test>'
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
  const mail = `Return-Path: <>
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
  return new TextEncoder().encode(mail.replaceAll('\n', '\r\n'))
}

const words = {
  type: 'text/plain; charset=us-ascii',
  body: 'This is the mail system. It could not be delivered.',
}
const original = { type: 'message/rfc822', body: ORIGINAL }
const status = (body: string, type = 'message/delivery-status') => ({ type, body })
const bounce = (permanent: boolean, reason: string) => [
  { type: 'bounce', messageId: MESSAGE_ID, ref: '', permanent, reason },
]

describe('a bounce', () => {
  test('Postfix: an address that does not exist, told over several lines', async () => {
    const told = status(`Reporting-MTA: dns; mx.test
X-Postfix-Queue-ID: 4XyZ1
Arrival-Date: Thu, 26 Nov 2026 04:00:00 +0000 (UTC)

Final-Recipient: rfc822; gone@mailbox.test
Original-Recipient: rfc822;gone@mailbox.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.mailbox.test
Diagnostic-Code: smtp; 550 5.1.1 <gone@mailbox.test>: Recipient address
    rejected: User unknown in virtual mailbox table`)
    expect(await readReport(report('delivery-status', [words, told, original]))).toEqual(
      bounce(
        true,
        '550 5.1.1 <gone@mailbox.test>: Recipient address rejected: User unknown in virtual mailbox table',
      ),
    )
  })

  test('Exchange: with the headers of the mail alone, and parts in base64', async () => {
    const inBase64 = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n')).toString('base64')
    const headers = 'Content-Transfer-Encoding: base64\n'
    const told = {
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
    expect(await readReport(report('delivery-status', [words, told, headersOnly]))).toEqual(
      bounce(true, '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'),
    )
  })

  test('Gmail: words in two forms and a picture before the status', async () => {
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
    const told = status(`Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; news@agency.test
X-Original-Message-ID: ${MESSAGE_ID}

Final-Recipient: rfc822; gone@mailbox.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.1, the server for the domain.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
Last-Attempt-Date: Thu, 26 Nov 2026 04:00:01 -0800 (PST)`)
    expect(await readReport(report('delivery-status', [related, told, original]))).toEqual(
      bounce(true, '550-5.1.1 The email account that you tried to reach does not exist.'),
    )
  })

  test('in letters beyond ASCII (RFC 6533)', async () => {
    const told = status(
      `Reporting-MTA: dns; mx.test

Final-Recipient: utf-8; jörg@mailbox.test
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 kein Postfach für Jörg`,
      'message/global-delivery-status; charset=utf-8',
    )
    const global = { type: 'message/global', body: ORIGINAL }
    expect(await readReport(report('delivery-status', [words, told, global]))).toEqual(
      bounce(true, '550 kein Postfach für Jörg'),
    )
  })

  test.each([
    ['an address that is switched off', '5.2.1', true],
    ['a domain that is not there', '5.1.2', true],
    ['a host that is not found', '5.4.4', true],
    ['a failure without a name', '5.0.0', true],
    ['a full mailbox', '5.2.2', false],
    ['a block of the sender', '5.7.1', false],
    ['a mail too large', '5.3.4', false],
    ['a time that ran out', '4.4.7', false],
  ])('%s (%s): lasting is %s', async (_what, code, permanent) => {
    const told = status(`Reporting-MTA: dns; mx.test\n
Final-Recipient: rfc822; gone@mailbox.test
Action: Failed
Status: ${code} (told in brackets)`)
    expect(await readReport(report('delivery-status', [words, told, original]))).toEqual(
      bounce(permanent, code),
    )
  })
})

test('a complaint by a feedback loop (RFC 5965)', async () => {
  const told = (kind: string) => ({
    type: 'message/feedback-report',
    body: `Feedback-Type: ${kind}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <news@agency.test>
Original-Rcpt-To: <angry@mailbox.test>`,
  })
  expect(await readReport(report('feedback-report', [words, told('abuse'), original]))).toEqual([
    { type: 'complaint', messageId: MESSAGE_ID, ref: '', permanent: true, reason: 'abuse' },
  ])
  expect(await readReport(report('feedback-report', [words, told('not-spam'), original]))).toEqual([])
})

describe('nothing is made of', () => {
  const recipient = (action: string, code: string) =>
    status(`Reporting-MTA: dns; mx.test\n
Final-Recipient: rfc822; gone@mailbox.test
Action: ${action}
Status: ${code}`)

  test.each([
    ['a delay', [words, recipient('delayed', '4.4.1'), original]],
    ['a success', [words, recipient('relayed', '2.0.0'), original]],
    ['a report that does not say of which mail', [words, recipient('failed', '5.1.1')]],
    ['a status without a recipient', [words, status('Reporting-MTA: dns; mx.test'), original]],
    [
      'a person who quotes a report in words',
      [
        { type: 'text/plain', body: 'Final-Recipient: rfc822; a@b.test\nAction: failed\nStatus: 5.1.1' },
        original,
      ],
    ],
  ])('%s', async (_what, parts) => {
    expect(await readReport(report('delivery-status', parts))).toEqual([])
  })

  test('an automatic answer, an empty body, and what is no mail at all', async () => {
    const away = `From: a@mailbox.test\nSubject: Out of office\nAuto-Submitted: auto-replied\nIn-Reply-To: ${MESSAGE_ID}\n\nBack on Monday.`
    const nothing = [new TextEncoder().encode(away), new Uint8Array(), new Uint8Array([0, 255, 13, 10, 0])]
    for (const bytes of nothing) expect(await readReport(bytes)).toEqual([])
  })
})
