import { describe, expect, test } from 'vitest'
import { type BounceCause, causeOfBounce } from './bounce-cause'

/** What servers answer, in their own words: server, code of the report, answer. */
type Answers = [server: string, status: string, text: string][]

const NO_MAILBOX: Answers = [
  [
    'Postfix',
    '5.1.1',
    '550 5.1.1 <gone@x.test>: Recipient address rejected: User unknown in virtual mailbox table',
  ],
  ['Postfix, local', '5.1.1', 'unknown user: "gone"'],
  ['Sendmail', '5.1.1', '550 5.1.1 <gone@x.test>... User unknown'],
  ['Exim', '5.0.0', '550 Unrouteable address'],
  ['Exim, verified', '5.0.0', '550-Verification failed for <x@y.test>\n550 No Such User Here'],
  ['qmail', '5.1.1', 'Sorry, no mailbox here by that name. (#5.1.1)'],
  ['vpopmail', '5.1.1', '550 sorry, no mailbox here by that name (#5.1.1 - chkuser)'],
  [
    'Gmail',
    '5.1.1',
    "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550-5.1.1 unnecessary spaces. Learn more at\n550 5.1.1 https://support.google.com/mail/?p=NoSuchUser x12si - gsmtp",
  ],
  [
    'Gmail, in the middle of a line',
    '5.1.1',
    '550-5.1.1 The email account that you tried to reach does 550-5.1.1 not exist. 550 5.1.1 gsmtp',
  ],
  ['Google Workspace', '5.2.1', '550 5.1.1 The email account that you tried to reach does not exist'],
  [
    'Yahoo',
    '5.0.0',
    "554 delivery error: dd This user doesn't have a yahoo.com account (gone@yahoo.com) [0] - mta1.mail.yahoo.com",
  ],
  ['Yahoo, later', '5.0.0', '552 1 Requested mail action aborted, mailbox not found'],
  ['AOL', '5.1.1', '550 5.1.1 <gone@aol.com>: Recipient address rejected: aol.com'],
  ['AOL, older', '5.0.0', '550 MAILBOX NOT FOUND'],
  [
    'Outlook.com',
    '5.5.0',
    '550 5.5.0 Requested action not taken: mailbox unavailable. [x.prod.protection.outlook.com]',
  ],
  ['Hotmail', '5.1.1', '550 Requested action not taken: mailbox unavailable'],
  [
    'Exchange Online',
    '5.1.10',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient gone@x.test not found by SMTP address lookup',
  ],
  ['Exchange 2007', '5.1.1', '#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##'],
  [
    'Exchange 2003',
    '5.1.1',
    'The e-mail account does not exist at the organization this message was sent to. Check the e-mail address, or contact the recipient directly to find out the correct address. <mx.x.test #5.1.1>',
  ],
  ['Exchange 5.5', '', 'MSEXCH:IMS:ORG:SITE:SERVER 0 (000C05A6) Unknown Recipient'],
  ['Domino', '5.1.1', 'User gone (gone@x.test) not listed in Domino Directory'],
  ['Notes', '', 'User not listed in public Name & Address Book'],
  ['Yandex', '5.7.1', '550 5.7.1 No such user!'],
  [
    'Mail.ru',
    '5.0.0',
    '550 Message was not accepted -- invalid mailbox.  Local mailbox gone@mail.ru is unavailable: user not found',
  ],
  ['docomo', '5.0.0', '550 Unknown user gone@docomo.ne.jp'],
  ['au', '5.0.0', '550 <gone@ezweb.ne.jp>: User unknown'],
  ['SoftBank', '5.0.0', '550 Invalid recipient: <gone@softbank.ne.jp>'],
  ['GMX', '5.0.0', '550 5.1.1 <gone@gmx.test> User is unknown {mx-eu01}'],
  [
    'Zoho',
    '5.0.0',
    'gone@x.test Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <gone@x.test>... User Unknown',
  ],
  ['Mimecast', '5.0.0', '550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550 [abc.us]'],
  [
    'Barracuda',
    '5.0.0',
    '550 permanent failure for one or more recipients (gone@x.test:550 5.1.1 <gone@x.test>: Recipient address rejected: User u...)',
  ],
  ['Proofpoint', '5.1.1', '550 5.1.1 User Unknown'],
  ['iCloud', '5.1.1', '550 5.1.1 unknown or illegal alias: gone@icloud.com'],
  ['Courier', '5.1.1', '550 User unknown.'],
  ['James', '5.0.0', '550 - Requested action not taken: no such user here'],
  ['IMail', '', 'Unknown user: gone@x.test'],
  ['IMail, other', '', 'Invalid final delivery userid: gone'],
  ['McAfee', '', 'User      (gone@x.test)      unknown.'],
  ['Comcast', '5.1.1', '550 5.1.1 Not our Customer'],
  ['Zimbra', '5.1.1', '550 5.1.1 gone@x.test: Recipient address rejected: x.test'],
  ['Cisco', '5.1.0', '550 #5.1.0 Address rejected. Unknown user'],
  ['Kerio', '5.1.1', '550 5.1.1 Unknown user'],
  ['Haraka', '5.1.1', '550 I cannot deliver mail for <gone@x.test>: no such mailbox'],
  ['MDaemon', '5.1.1', '550 <gone@x.test>, Recipient unknown'],
  ['Postfix LMTP', '5.1.1', "550 5.1.1 <gone@x.test> User doesn't exist: gone@x.test"],
  ['Dovecot', '5.1.1', "550 5.1.1 <gone@x.test> User doesn't exist"],
  ['Rackspace', '5.4.1', '550 5.4.1 The user does not exist here'],
  ['moved away', '5.1.6', '551 5.1.6 Destination mailbox has moved, no forwarding address'],
  ['closed', '5.2.1', 'This account has been closed'],
  ['an employee who left', '5.1.1', '550 5.1.1 The recipient is no longer with the company'],
  ['no words', '5.1.1', ''],
  [
    'a domain that does not exist',
    '5.4.4',
    'Host or domain name not found. Name service error for name=gone.test type=A: Host not found',
  ],
  [
    'Sendmail, domain',
    '5.1.2',
    '550 5.1.2 <gone@x.invalid>... Host unknown (Name server: x.invalid: host not found)',
  ],
  ['qmail, domain', '5.1.2', "Sorry, I couldn't find any host named x.invalid. (#5.1.2)"],
  [
    'null MX',
    '5.1.10',
    '556 5.1.10 <gone@x.test>: Recipient address rejected: Domain x.test does not accept mail (nullMX)',
  ],
  [
    'Gmail, domain',
    '5.1.2',
    "DNS Error: DNS type 'mx' lookup of x.invalid responded with code NXDOMAIN Domain name not found: x.invalid",
  ],
  ['German', '5.1.1', '550 Empfänger unbekannt'],
  [
    'German, longer',
    '5.0.0',
    'Die E-Mail-Adresse wurde in der Domäne nicht gefunden: Das Postfach existiert nicht.',
  ],
  ['French', '5.1.1', '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. LPN416'],
  ['French, longer', '5.0.0', "Cette boîte aux lettres n'existe pas"],
  ['Spanish', '5.0.0', '550 El usuario no existe'],
  ['Portuguese', '5.0.0', '550 Usuário desconhecido'],
  ['Italian', '5.0.0', '550 Utente sconosciuto'],
  ['Russian', '5.0.0', '550 Такого адреса не существует'],
  ['Russian, other', '5.0.0', 'Пользователь с таким адресом не найден'],
  ['Chinese', '5.0.0', '550 用户不存在'],
  ['Chinese, other', '5.0.0', '收件人邮件地址（gone@x.test）不存在，邮件无法送达'],
  ['Japanese', '5.0.0', '宛先のメールアドレスが存在しません。'],
  ['Japanese, other', '5.1.1', '550 宛先不明'],
  ['Dutch', '5.0.0', '550 Gebruiker onbekend'],
  ['Polish', '5.0.0', '550 Taki użytkownik nie istnieje'],
]

const BLOCKED: Answers = [
  [
    'an unknown sender domain',
    '5.1.8',
    '553 5.1.8 <news@agency.test>... Domain of sender address news@agency.test does not exist',
  ],
  ['Postfix, sender', '5.1.8', '450 4.1.8 <news@agency.test>: Sender address rejected: Domain not found'],
  [
    'Postfix, sender as 5.1.1',
    '5.1.1',
    '550 5.1.1 <news@agency.test>: Sender address rejected: User unknown in virtual alias table',
  ],
  [
    'Gmail, DMARC',
    '5.7.26',
    "550-5.7.26 Unauthenticated email from agency.test is not accepted due to domain's\n550-5.7.26 DMARC policy.",
  ],
  ['SPF as 5.1.1', '5.1.1', '550 5.1.1 SPF check failed for agency.test'],
  ['SPF as 5.0.0', '5.0.0', '550 Please see http://www.openspf.org/Why?id=news%40agency.test (SPF fail)'],
  [
    'Spamhaus as 5.0.0',
    '5.0.0',
    '550 5.0.0 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
  ],
  [
    'Spamhaus as 5.1.1',
    '5.1.1',
    '554 5.1.1 <gone@x.test>: blocked by https://www.spamhaus.org/query/ip/192.0.2.1; no such user',
  ],
  ['SORBS', '5.7.1', '550 5.7.1 mail from 192.0.2.1 rejected, listed at dnsbl.sorbs.net'],
  [
    'Outlook.com',
    '5.7.1',
    "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).",
  ],
  [
    'Outlook.com, banned',
    '5.7.511',
    '550 5.7.511 Access denied, banned sender[192.0.2.1]. To request removal from this list please forward this message to delist@messaging.microsoft.com',
  ],
  [
    'Yahoo',
    '5.7.9',
    "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus's list",
  ],
  [
    'AOL',
    '5.7.1',
    '554 5.7.1 : (DYN:T1) http://postmaster.info.aol.com/errors/554dynt1.html Access from your IP has been blocked due to poor reputation',
  ],
  ['GMX', '5.0.0', '554-No SMTP service 554-IP address is black listed'],
  ['PTR', '5.7.25', '550-5.7.25 The IP address sending this message does not have a PTR record'],
  ['HELO', '5.7.1', '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname'],
  ['Apple', '5.7.1', '550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL'],
  [
    'T-Online',
    '5.7.0',
    '554 IP=192.0.2.1 - A problem occurred. Ask your postmaster for help or to contact tosa@rx.t-online.de. (BL)  Your IP is blocked',
  ],
  ['Cloudmark', '5.7.1', '550 5.7.1 Connection refused: blocked by Cloudmark Sender Intelligence'],
  [
    'Barracuda',
    '5.0.0',
    '554 Service unavailable; Client host [192.0.2.1] blocked by BarracudaCentral reputation',
  ],
  ['German', '5.7.1', '550 Absender abgelehnt'],
  ['Japanese', '5.1.1', '550 送信者のアドレスが拒否されました'],
  ['Chinese', '5.0.0', '550 发件人在黑名单中'],
]

BLOCKED.push(
  [
    'Exim, at MAIL FROM',
    '5.0.0',
    'SMTP error from remote mail server after MAIL FROM:<news@agency.test>: host mx [192.0.2.9]: 550 User unknown',
  ],
  [
    'Postfix, at MAIL FROM',
    '5.1.1',
    'host mx.x.test[192.0.2.9] said: 550 5.1.1 User unknown (in reply to MAIL FROM command)',
  ],
)

const NOT_MISSING: [BounceCause, Answers][] = [
  [
    'full',
    [
      ['as 5.1.1', '5.1.1', '550 5.1.1 <a@x.test>: Mailbox full'],
      ['as 5.2.1', '5.2.1', '550 5.2.1 Mailbox for a@x.test is full'],
      [
        'Gmail',
        '5.2.2',
        '552-5.2.2 The email account that you tried to reach is over quota. Please direct\n552-5.2.2 the recipient to support',
      ],
      ['Exchange', '5.2.2', '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException'],
      ['Dovecot', '5.2.2', '552 5.2.2 <a@x.test> Quota exceeded (mailbox for user is full)'],
      ['KDDI', '', 'As their mailbox is full.'],
      [
        'Yahoo',
        '5.0.0',
        '554 delivery error: dd Sorry, your message cannot be delivered. This account is over quota [-5]',
      ],
      ['Courier', '5.0.0', 'maildrop: maildir over quota.'],
      ['Italian', '5.0.0', 'La casella del destinatario è piena'],
      ['German', '5.0.0', 'Das Postfach ist voll'],
      ['Russian', '5.0.0', '550 Почтовый ящик переполнен'],
      ['Chinese', '5.0.0', '552 收件人邮箱已满'],
      ['Japanese', '5.0.0', 'メールボックスの容量を超えています'],
    ],
  ],
  [
    'rate-limited',
    [
      ['as 5.1.1', '5.1.1', '550 5.1.1 <a@x.test>: Too many messages from this account'],
      [
        'Gmail',
        '5.2.1',
        '550-5.2.1 The user you are trying to contact is receiving mail at a rate that\n550-5.2.1 prevents additional messages from being delivered.',
      ],
      ['greylisting', '5.0.0', '450 4.2.0 <a@x.test>: Recipient address rejected: Greylisted'],
      ['per hour', '5.0.0', '550 Domain agency.test has exceeded the max emails per hour (500/500) allowed'],
      ['connections', '5.0.0', '554 Too many connections'],
      ['invalid recipients', '5.1.1', '550 5.1.1 Too many invalid recipients'],
    ],
  ],
  [
    'too-large',
    [
      ['Postfix', '5.3.4', '552 5.3.4 Message size exceeds fixed limit'],
      ['Exchange', '5.2.3', '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient'],
      ['as 5.1.1', '5.1.1', '550 5.1.1 <a@x.test> message is too big'],
    ],
  ],
  [
    'relay-denied',
    [
      ['Postfix', '5.7.1', '554 5.7.1 <a@x.test>: Relay access denied'],
      ['Sendmail', '5.7.1', '550 5.7.1 <a@x.test>... Relaying denied'],
      ['qmail', '5.7.1', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
      ['as 5.1.1', '5.1.1', '550 5.1.1 User not local; we do not relay'],
      ['authentication', '5.7.0', '530 5.7.0 Authentication required'],
    ],
  ],
  [
    'policy',
    [
      ['spam as 5.1.1', '5.1.1', '554 5.1.1 This message looks like spam'],
      ['spam as 5.2.1', '5.2.1', '550 5.2.1 Mail rejected as spam'],
      ['with a user', '5.0.0', '550 User unknown or message refused as spam'],
      ['virus', '5.7.1', '554 5.7.1 The message contains a virus'],
      ['policy', '5.0.0', '554 5.7.1 Message rejected due to local policy'],
      ['GMX', '5.0.0', '554 Transaction failed: Reject due to policy restrictions.'],
      ['Mail.ru', '5.0.0', '550 spam message rejected. Please visit http://help.mail.ru/notspam-support'],
      ['Chinese', '5.0.0', '554 垃圾邮件'],
      ['no words', '5.7.1', '550 5.7.1 Go away'],
    ],
  ],
  [
    'refused',
    [
      [
        'Facebook, as 5.1.1',
        '5.1.1',
        '550 5.1.1 RCP-P2 http://postmaster.facebook.com/response_codes?ip=192.0.2.1#rcp Refused due to recipient preferences',
      ],
      [
        'Exchange',
        '5.7.1',
        '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required'.replace(
          'authentication required',
          'not authorized to send to this recipient',
        ),
      ],
      ['only from some', '5.0.0', '550 The recipient only accepts mail from specific addresses'],
      ['a list', '5.7.1', 'You are not a member of this list; posting is restricted'],
    ],
  ],
  [
    'disabled',
    [
      ['as 5.1.1', '5.1.1', '550 5.1.1 This account is inactive'],
      [
        'suspended',
        '5.0.0',
        '554 delivery error: dd Sorry, your message cannot be delivered. This mailbox is disabled (554.30).',
      ],
      ['Gmail', '5.2.1', '550 5.2.1 The email account that you tried to reach is disabled'],
      ['no words', '5.2.1', ''],
    ],
  ],
  [
    'temporary',
    [
      [
        'expired',
        '4.4.7',
        'delivery temporarily suspended: connect to x.test[192.0.2.9]:25: Connection timed out',
      ],
      ['queue', '', "I'm not going to try again; this message has been in the queue too long."],
      [
        'unknown for now',
        '4.1.1',
        '450 4.1.1 <a@x.test>: Recipient address rejected: unverified address: User unknown',
      ],
      ['as 5.0.0', '5.0.0', '451 4.3.0 Temporary lookup failure: user unknown'],
      ['a loop', '5.4.6', 'mail forwarding loop for a@x.test'],
      ['system', '5.3.0', '550 5.3.0 System error: unknown user database unavailable'],
      ['unreachable', '4.4.1', 'No route to host'],
    ],
  ],
  [
    'unsure',
    [
      ['nothing said', '5.0.0', ''],
      ['blocked as 5.1.1', '5.1.1', '550 5.1.1 Blocked'],
      ['a number', '5.0.0', '550'],
      ['refused as 5.1.1', '5.1.1', '550 5.1.1 Mail refused for reasons of our own'],
      [
        'Exchange Online, edge',
        '5.4.1',
        '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
      ],
      ['an unspecified address', '5.1.0', '550 5.1.0 Address rejected.'],
      ['riddles', '5.0.0', '554 Computer says no'],
    ],
  ],
]

describe('R44: causeOfBounce suppresses a mailbox that doesn’t exist', () => {
  test.each(NO_MAILBOX)('%s (%s): %s', (_server, status, text) => {
    expect(causeOfBounce({ status, text })).toBe('no-mailbox')
  })
})

describe('R44: causeOfBounce finds servers that block the sender, whatever code they use', () => {
  test.each(BLOCKED)('%s (%s): %s', (_server, status, text) => {
    expect(causeOfBounce({ status, text })).toBe('sender-blocked')
  })
})

describe.each(NOT_MISSING)('R44: causeOfBounce says %s, which suppresses no one', (cause, answers) => {
  test.each(answers)('%s (%s): %s', (_server, status, text) => {
    expect(causeOfBounce({ status, text })).toBe(cause)
  })
})

test('R44: an address in the answer decides nothing', () => {
  expect(causeOfBounce({ status: '5.1.1', text: '550 <spam.blocked@policy.test>: User unknown' })).toBe(
    'no-mailbox',
  )
  expect(causeOfBounce({ status: '5.0.0', text: '550 <unknown.user@x.test> too busy' })).toBe('unsure')
})
