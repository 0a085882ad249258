import { describe, expect, test } from 'vitest'
import { parseDeliveryReport } from '../delivery-report'

/** Whole reports in the formats of servers that write no machine-readable part, about one email of a campaign. */

const REF = 'c.7.0f3a2b1c-1111-4222-8333-444455556666.12.0123456789abcdef0123456789abcdef'
const ORIGINAL = `Received: from app.agency.test (192.0.2.1) by mx.agency.test; Thu, 26 Nov 2026 04:00:00 +0000
From: Harbour & Hill <news@agency.test>
To: gone@mailbox.test
Subject: No such user: a spam quota of blocked homes
Message-ID: <${REF}@app.agency.test>
MIME-Version: 1.0

Hello there. The mailbox is full of spam and unknown users.`

type Report = {
  from?: string
  subject?: string
  headers?: string
  said: string
  original?: string
  body?: string
}

const emailOf = ({
  from = 'MAILER-DAEMON@mx.test',
  subject = 'failure notice',
  headers = '',
  said,
  original = ORIGINAL,
  body,
}: Report) =>
  new TextEncoder().encode(
    `From: ${from}\nTo: news@agency.test\nSubject: ${subject}\n${headers}\n${body ?? `${said}\n\n${original}\n`}`.replaceAll(
      '\n',
      '\r\n',
    ),
  )
const causesOf = async (report: Report) =>
  (await parseDeliveryReport(emailOf(report))).map(({ type, cause, ref }) => [type, cause ?? null, ref])
const one = (cause: string) => [['bounce', cause, REF]]

const QMAIL = `Hi. This is the qmail-send program at mx.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<gone@mailbox.test>:
`
const qmail = (said: string) => ({
  said: `${QMAIL}${said}\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <news@agency.test>`,
})
const EXIM = `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  gone@mailbox.test
`
const exim = (said: string) => ({
  from: 'Mail Delivery System <Mailer-Daemon@mx.test>',
  subject: 'Mail delivery failed: returning message to sender',
  headers: 'X-Failed-Recipients: gone@mailbox.test\nAuto-Submitted: auto-replied\n',
  said: `${EXIM}${said}\n\n------ This is a copy of the message, including all the headers. ------`,
})
const gmail = (said: string) => ({
  from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
  subject: 'Delivery Status Notification (Failure)',
  headers: 'X-Failed-Recipients: gone@mailbox.test\n',
  said: `Delivery to the following recipient failed permanently:

     gone@mailbox.test

Technical details of permanent failure:
${said}

----- Original message -----
`,
})

describe('R44: reports without a machine-readable part are read by their text', () => {
  test.each<[string, Report, string]>([
    [
      'qmail',
      qmail(
        '192.0.2.9 does not like recipient.\nRemote host said: 550 5.1.1 <gone@mailbox.test>: User unknown\nGiving up on 192.0.2.9.',
      ),
      'no-mailbox',
    ],
    ['qmail, local', qmail('Sorry, no mailbox here by that name. (#5.1.1)'), 'no-mailbox'],
    [
      'qmail, sender',
      qmail('Connected to 192.0.2.9 but sender was rejected.\nRemote host said: 550 5.7.1 Access denied'),
      'sender-blocked',
    ],
    [
      'qmail, expired',
      qmail(
        "Connected to 192.0.2.9 but connection died. (#4.4.2)\nI'm not going to try again; this message has been in the queue too long.",
      ),
      'temporary',
    ],
    ['qmail, full', qmail('user is over quota'), 'full'],
    [
      'Exim',
      exim(
        '    SMTP error from remote mail server after RCPT TO:<gone@mailbox.test>:\n    host mx.mailbox.test [192.0.2.9]: 550 5.1.1 User unknown',
      ),
      'no-mailbox',
    ],
    ['Exim, local', exim('    unknown local-part "gone" in domain "mailbox.test"'), 'no-mailbox'],
    ['Exim, unrouteable', exim('    Unrouteable address'), 'no-mailbox'],
    ['Exim, retry', exim('    retry timeout exceeded'), 'temporary'],
    [
      'Exim, spam',
      exim(
        '    SMTP error from remote mail server after end of data:\n    host mx.mailbox.test [192.0.2.9]: 554 5.1.1 rejected as spam',
      ),
      'policy',
    ],
    [
      'Exim, list',
      exim('    host mx.mailbox.test [192.0.2.9]: 550 Blocked using zen.spamhaus.org'),
      'sender-blocked',
    ],
    [
      'old Gmail',
      gmail(
        'Google tried to deliver your message, but it was rejected by the recipient domain. We recommend contacting the other email provider for further information about the cause of this error. The error that the other server returned was: 550 550 5.1.1 <gone@mailbox.test>... User unknown (state 14).',
      ),
      'no-mailbox',
    ],
    ['old Gmail, DNS', gmail('DNS Error: Domain name not found'), 'no-mailbox'],
    [
      'old Gmail, quota',
      gmail(
        'Google tried to deliver your message. The error that the other server returned was: 552 552 5.2.2 mailbox full (state 14).',
      ),
      'full',
    ],
    [
      'Yahoo',
      {
        from: 'MAILER-DAEMON@yahoo.com',
        subject: 'Failure Notice',
        said: "Sorry, we were unable to deliver your message to the following address.\n\n<gone@yahoo.com>:\nThis user doesn't have a yahoo.com account (gone@yahoo.com) [0]\n\n--- Below this line is a copy of the message.",
      },
      'no-mailbox',
    ],
    [
      'Yahoo, over quota',
      {
        from: 'MAILER-DAEMON@yahoo.com',
        subject: 'Failure Notice',
        said: 'Message from yahoo.com.\nUnable to deliver message to the following address(es).\n\n<full@yahoo.com>:\nThe email account that you tried to reach is over quota.\n\n--- Original message follows.',
      },
      'full',
    ],
    [
      'GMX',
      {
        from: 'GMX Mailer Daemon <mailer-daemon@gmx.test>',
        subject: 'Mail delivery failed: returning message to sender',
        said: 'This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address\nfailed:\n\n"gone@mailbox.test":\nSMTP error from remote server after RCPT command:\nhost: mx.mailbox.test\n5.1.1 <gone@mailbox.test>... User Unknown\n\n--- The header of the original message is following. ---',
      },
      'no-mailbox',
    ],
    [
      'Zoho',
      {
        from: 'mailer-daemon@mail.zoho.test',
        subject: 'Undelivered Mail Returned to Sender',
        said: 'This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\ngone@mailbox.test Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <gone@mailbox.test>... User Unknown\n\nReceived:from [192.0.2.1] by mail.zoho.test',
      },
      'no-mailbox',
    ],
    [
      'Exchange 2003',
      {
        from: 'postmaster@exchange.test',
        subject: 'Undeliverable: Spring news',
        said: 'Your message\n\n  To:      gone@mailbox.test\n  Subject: Spring news\n  Sent:    Thu, 26 Nov 2026 04:00:00 +0000\n\ndid not reach the following recipient(s):\n\ngone@mailbox.test on Thu, 26 Nov 2026 04:00:01 +0000\n    The e-mail account does not exist at the organization this message\nwas sent to.  Check the e-mail address, or contact the recipient\ndirectly to find out the correct address.\n    <exchange.test #5.1.1>\n',
      },
      'no-mailbox',
    ],
    [
      'Exchange 2003, full',
      {
        from: 'System Administrator <postmaster@exchange.test>',
        subject: 'Undeliverable: Spring news',
        said: "Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) could not be reached:\n\n      gone@mailbox.test on 26.11.2026 04:00\n            The recipient's mailbox is full. <exchange.test #5.2.2>",
      },
      'full',
    ],
    [
      'Domino',
      {
        from: 'postmaster@domino.test',
        subject: 'DELIVERY FAILURE: User gone (gone@mailbox.test) not listed in Domino Directory',
        said: 'Your message\n\n  Subject: Spring news\n\nwas not delivered to:\n\n  gone@mailbox.test\n\nbecause:\n\n  User gone (gone@mailbox.test) not listed in Domino Directory',
      },
      'no-mailbox',
    ],
    [
      'Sendmail 5',
      {
        subject: 'Returned mail: User unknown',
        said: '   ----- Transcript of session follows -----\nWhile talking to mx.mailbox.test:\n>>> RCPT To:<gone@mailbox.test>\n<<< 550 5.1.1 User Unknown\n550 <gone@mailbox.test>... User unknown\n\n   ----- Unsent message follows -----',
      },
      'no-mailbox',
    ],
    [
      'James',
      {
        from: 'postmaster@james.test',
        subject: 'Re: Spring news',
        headers: 'Return-Path: <>\n',
        said: "Hi. This is the James mail server at james.test.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up.\n\nError message below:\n550 - Requested action not taken: no such user here\n\nMessage details:\n  Subject: Spring news",
      },
      'no-mailbox',
    ],
    [
      'IMail',
      {
        from: 'Postmaster <postmaster@imail.test>',
        subject: 'Undeliverable Mail',
        said: 'Unknown user: gone@mailbox.test\n\nOriginal message follows.',
      },
      'no-mailbox',
    ],
    [
      'MailFoundry',
      {
        from: 'MAILER-DAEMON@foundry.test',
        subject: 'Message delivery has failed',
        said: 'Unable to deliver message to: <gone@mailbox.test>\nDelivery failed for the following reason:\nServer mx.mailbox.test[192.0.2.9] failed with: 550 <gone@mailbox.test>... No such user here\n\nThis has been a permanent failure. No further delivery attempts will be made.',
      },
      'no-mailbox',
    ],
    [
      'SurfControl',
      {
        from: 'Mail Administrator <postmaster@sc.test>',
        subject: 'Message could not be sent',
        said: 'Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: gone@mailbox.test\n\nThu 26 Nov 2026 23:34:45 +0900\nFailed to send to identified host,\ngone@mailbox.test: [192.0.2.9], 550 gone@mailbox.test... No such user\n\n--- Message non-deliverable.',
      },
      'no-mailbox',
    ],
    [
      'KDDI',
      {
        from: 'no-reply@app.auone-net.jp',
        subject: 'Mail System Error - Returned Mail',
        said: 'Your mail sent on: Thu, 26 Nov 2026 11:36:35 +0900\n\nCould not be delivered to: <full@ezweb.test>\n\nAs their mailbox is full.',
      },
      'full',
    ],
    [
      'au',
      {
        from: 'Postmaster@ezweb.test',
        subject: 'Mail System Error - Returned Mail',
        said: 'The user(s) account is disabled.\n\n<gone@ezweb.test>: user unknown',
      },
      'no-mailbox',
    ],
    [
      'McAfee',
      {
        from: 'postmaster@mcafee.test',
        subject: 'Undeliverable message',
        said: 'User      (gone@mailbox.test)      unknown.\n',
      },
      'no-mailbox',
    ],
    [
      'no reason',
      {
        subject: 'Undeliverable',
        said: 'Your message could not be processed for reasons that we keep to ourselves.',
      },
      'unsure',
    ],
    [
      'Japanese',
      {
        subject: '=?UTF-8?B?6YWN5L+h44Gn44GN44G+44Gb44KT44Gn44GX44Gf?=',
        said: '次の宛先に配信できませんでした。\n\n<gone@mailbox.test>:\n宛先のメールアドレスが存在しません。',
      },
      'no-mailbox',
    ],
    [
      'German',
      {
        from: 'postmaster@web.test',
        subject: 'Unzustellbar: Neues',
        said: 'Ihre Nachricht konnte nicht zugestellt werden.\n\nEmpfänger unbekannt: gone@mailbox.test',
      },
      'no-mailbox',
    ],
  ])('%s', async (_server, report, cause) => {
    expect(await causesOf(report)).toEqual(one(cause))
  })

  test('two addresses with different reasons are two events', async () => {
    const { said } = qmail(
      'user is over quota\n\n<gone@other.test>:\nRemote host said: 550 5.1.1 User unknown',
    )
    const events = await parseDeliveryReport(emailOf({ said }))
    expect(events.map(({ recipient, cause }) => [recipient, cause])).toEqual([
      ['gone@mailbox.test', 'full'],
      ['gone@other.test', 'no-mailbox'],
    ])
  })
})

describe('R44: encodings', () => {
  const part = (type: string, encoding: string, text: string) =>
    `MIME-Version: 1.0\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${text}`
  const read = (email: string, bytes?: Uint8Array) =>
    parseDeliveryReport(bytes ?? new TextEncoder().encode(email))
  const head = 'From: MAILER-DAEMON@mx.test\nSubject: Undeliverable\n'
  const said = `Пользователь не найден\n\n${ORIGINAL}`

  test('base64 and quoted-printable', async () => {
    const base64 = Buffer.from(said).toString('base64').replace(/.{76}/g, '$&\n')
    expect(await read(head + part('text/plain; charset="utf-8"', 'base64', base64))).toMatchObject([
      { cause: 'no-mailbox', ref: REF },
    ])
    const quoted = [...Buffer.from(said)]
      .map((byte) => (byte === 10 ? '\n' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`))
      .join('')
      .replace(/(?:=..){20}(?==)/g, '$&=\n')
    expect(await read(head + part('text/plain; charset=utf-8', 'quoted-printable', quoted))).toMatchObject([
      { cause: 'no-mailbox', ref: REF },
    ])
  })

  test('ISO-2022-JP without a charset, and KOI8-R', async () => {
    // 宛先不明 in JIS.
    const jis = [0x1b, 0x24, 0x42, 0x30, 0x38, 0x40, 0x68, 0x49, 0x54, 0x4c, 0x40, 0x1b, 0x28, 0x42]
    const email = Buffer.concat([Buffer.from(`${head}\n`), Buffer.from(jis), Buffer.from(`\n\n${ORIGINAL}`)])
    expect(await read('', email)).toMatchObject([{ cause: 'no-mailbox', ref: REF }])
    // "адрес не найден" in KOI8-R.
    const koi8 = [0xc1, 0xc4, 0xd2, 0xc5, 0xd3, 0x20, 0xce, 0xc5, 0x20, 0xce, 0xc1, 0xca, 0xc4, 0xc5, 0xce]
    const russian = Buffer.concat([
      Buffer.from(head + part('text/plain; charset=koi8-r', '8bit', '')),
      Buffer.from(koi8),
      Buffer.from(`\n\n${ORIGINAL}`),
    ])
    expect(await read('', russian)).toMatchObject([{ cause: 'no-mailbox', ref: REF }])
  })

  test('an HTML report, and an mbox line before it', async () => {
    const html =
      '<html><style>p{color:red}</style><p>Your message was not delivered.</p><p>550&nbsp;5.1.1 User&nbsp;unknown</p></html>'
    const multipart = `${head}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n${html}\n--x\nContent-Type: message/rfc822\nContent-Disposition: inline\n\n${ORIGINAL}\n--x--\n`
    expect(await read(`From MAILER-DAEMON Thu Nov 26 04:00:00 2026\n${multipart}`)).toMatchObject([
      { cause: 'no-mailbox', ref: REF },
    ])
  })
})

describe('R44: complaints', () => {
  const feedback = (disposition: string) => `From: feedback@isp.test
Subject: FW: Spring news
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an email abuse report.
--b
Content-Type: message/feedback-report
${disposition}
Feedback-Type: abuse
User-Agent: Yahoo!-Mail-Feedback/1.0
Version: 0.1
Original-Mail-From: <news@agency.test>
--b
Content-Type: message/rfc822
${disposition}
${ORIGINAL}
--b--
`
  test.each([
    ['attached', ''],
    ['inline, which mailparser merges into the text', 'Content-Disposition: inline\n'],
  ])('with the email %s', async (_how, disposition) => {
    const events = await parseDeliveryReport(new TextEncoder().encode(feedback(disposition)))
    expect(events).toMatchObject([{ type: 'complaint', ref: REF, reason: 'abuse' }])
  })

  test('the older form of Outlook.com (JMRP), which is only the email', async () => {
    const jmrp = `From: staff@hotmail.com
Subject: complaint about message from 192.0.2.1
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: message/rfc822
Content-Disposition: inline

X-HmXmrOriginalRecipient: angry@hotmail.com
${ORIGINAL}
--b--
`
    expect(await parseDeliveryReport(new TextEncoder().encode(jmrp))).toMatchObject([
      { type: 'complaint', ref: REF },
    ])
  })

  test('a redacted email is found by our return path (VERP)', async () => {
    const token = `bounce+${'a'.repeat(37)}.${'b'.repeat(16)}`
    const redacted = feedback('')
      .replace('<news@agency.test>\n--b', `<${token}@bounces.agency.test>\n--b`)
      .replaceAll(REF, 'redacted')
    expect(await parseDeliveryReport(new TextEncoder().encode(redacted))).toMatchObject([
      { type: 'complaint', ref: token },
    ])
  })
})

describe('R44: not a bounce', () => {
  const away = (subject: string, headers = '') => ({
    from: 'Ann <ann@mailbox.test>',
    subject,
    headers: `In-Reply-To: <${REF}@app.agency.test>\n${headers}`,
    said: 'I am no longer with the company. This address does not exist from Monday. User unknown.',
  })
  test.each<[string, Report]>([
    ['out of office', away('Out of office: Spring news', 'Auto-Submitted: auto-replied\n')],
    ['a vacation with headers only', away('Spring news', 'Precedence: auto_reply\nX-Autoreply: yes\n')],
    ['German', away('Automatische Antwort: Neues')],
    ['French', away('Réponse automatique : Nouvelles')],
    ['Japanese', away('=?UTF-8?B?6Ieq5YuV6L+U5L+h?=')],
    ['from a mail system with a null return path', away('Automatic reply: Spring news', 'Return-Path: <>\n')],
    ['a person’s answer', away('Re: Spring news')],
    ['a server’s vacation notice', away('Spring news', 'Return-Path: <>\nAuto-Submitted: auto-replied\n')],
    [
      'a delay in words',
      {
        subject: 'Warning: could not send message for past 4 hours',
        said: '**********************************************\n**      THIS IS A WARNING MESSAGE ONLY      **\n**  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n**********************************************\n\nThe following message has not yet been delivered; it will be retried.\n<gone@mailbox.test>... Deferred: Connection timed out',
      },
    ],
  ])('%s', async (_what, report) => {
    expect(await causesOf(report)).toEqual([])
  })
})

test('R44: an email to the address in List-Unsubscribe unsubscribes its recipient', async () => {
  const token = `unsub+${'a'.repeat(37)}.${'b'.repeat(16)}`
  const email = (headers: string) =>
    parseDeliveryReport(
      new TextEncoder().encode(
        `From: ann@mailbox.test\nTo: <${token}@bounces.agency.test>\nSubject: unsubscribe\n${headers}\n`,
      ),
    )
  expect(await email('')).toMatchObject([{ type: 'unsubscribe', ref: token }])
  expect(await email('Content-Type: text/html\n')).toMatchObject([{ type: 'unsubscribe' }])
  expect(await email('X-Autoreply: yes\n')).toEqual([])
})
