import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { inboxForTests } from '@/local/mail/testing'
import {
  bulkOptions,
  deliveryOf,
  openBulkTransport,
  paceOf,
  sendEmail,
  serverOf,
  singleOptions,
} from './transport'

const inbox = await inboxForTests()

describe('R13: deliveryOf treats an email as not accepted only if that is certain', () => {
  test.each([
    ['no such mailbox', { responseCode: 550, command: 'RCPT TO' }, 'rejected'],
    ['too large, after the data was sent', { responseCode: 552, command: 'DATA' }, 'rejected'],
    ['try again later', { responseCode: 451, command: 'RCPT TO' }, 'deferred'],
    ['connection refused', { code: 'ESOCKET', command: 'CONN' }, 'unreachable'],
    ['wrong password', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'unreachable'],
    ['no such server', { code: 'EDNS' }, 'unreachable'],
    ['connection lost', { code: 'ECONNECTION', message: 'Connection closed unexpectedly' }, 'unsure'],
    ['timeout', { code: 'ETIMEDOUT', command: 'DATA' }, 'unsure'],
  ])('%s', (_what, error, status) => expect(deliveryOf(error).status).toBe(status))
})

describe('R38: SMTP_URL', () => {
  const url =
    'smtps://user%40agency.test:p%3Aw%2Fd@email.example.com:2465?tls.rejectUnauthorized=false&name=app.example.com&pool=true'
  const expected = {
    host: 'email.example.com',
    port: 2465,
    secure: true,
    auth: { user: 'user@agency.test', pass: 'p:w/d' },
    tls: { rejectUnauthorized: false },
    name: 'app.example.com',
  }

  test('gives both kinds of connection its sign-in, TLS and other options', () => {
    expect(singleOptions(url)).toMatchObject({ ...expected, pool: false })
    expect(bulkOptions({ smtpUrl: url, connections: 3 })).toMatchObject({
      ...expected,
      pool: true,
      maxConnections: 3,
      maxRequeues: 0,
    })
  })

  test.each([
    ['smtp://mail.test:25?maxConnections=2&maxMessages=10', { maxConnections: 2, maxMessages: 10 }],
    ['smtp://mail.test:25?pool=false', { pool: false, maxConnections: 3 }],
    ['smtps://mail.test?requireTLS=true', { port: 465, requireTLS: true }],
    ['smtp://ann:secret@mail.test', { port: 587, auth: { user: 'ann', pass: 'secret' } }],
  ])('R44: campaigns use %s', (smtpUrl, options) =>
    expect(bulkOptions({ smtpUrl, connections: 3 })).toMatchObject(options),
  )

  test.each([
    ['smtp://mail.test', 20, 20],
    ['smtp://mail.test?rateLimit=5', 20, 5],
    ['smtp://mail.test?rateLimit=50&rateDelta=10000', 20, 5],
    ['smtp://mail.test?rateLimit=100', 20, 20],
    ['smtp://mail.test?rateLimit=100', 0, 100],
    ['smtp://mail.test', 0, 0],
  ])('R44: the pace of %s with MAIL_PER_SECOND=%i is %i', (smtpUrl, perSecond, pace) =>
    expect(paceOf({ smtpUrl, perSecond })).toBe(pace),
  )

  test('R44: a server is named without its password', () => {
    expect(serverOf('smtps://ann:secret@mail.test')).toBe('mail.test:465')
  })

  test('keeps our timeouts unless it sets its own', () => {
    expect(singleOptions(url)).toMatchObject({ connectionTimeout: 5_000, socketTimeout: 15_000 })
    expect(singleOptions('smtp://127.0.0.1:25?socketTimeout=900')).toMatchObject({ socketTimeout: 900 })
  })

  test('a server that never answers fails within the timeout', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    setTestEnv({
      DATABASE_URL: 'postgres://nobody@localhost/nothing',
      SMTP_URL: `smtp://127.0.0.1:${port}?greetingTimeout=100`,
    })
    await expect(sendEmail({ to: 'sam@agency.test', subject: 'Hi', text: 'Hi' })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    })
    silent.close()
  })
})

describe('R13: a connection that breaks', () => {
  /** A server that answers each command with the next line and then hangs up. */
  async function serverThat(greeting: string, ...answers: string[]) {
    const server = createServer((socket) => {
      const left = [...answers]
      socket.on('error', () => {})
      socket.write(greeting)
      if (left.length === 0) socket.end()
      socket.on('data', () => {
        const next = left.shift()
        if (next) socket.write(next)
        else socket.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })
    const outbox = openBulkTransport({ smtpUrl: `smtp://127.0.0.1:${port}`, perSecond: 0 })
    const message = { from: 'a@agency.test', to: 'b@list.test', subject: 'Hi', text: 'Hi' }
    const delivery = await outbox.send(message)
    outbox.close()
    server.close()
    return delivery
  }
  const READY = '220 ready\r\n'
  const UNTIL_DATA = ['250 hello\r\n', '250 sender\r\n', '250 recipient\r\n', '354 go on\r\n']

  test('after the email was handed over is unsure: it may have been accepted', async () => {
    expect(await serverThat(READY, ...UNTIL_DATA)).toMatchObject({ status: 'unsure' })
  })

  test.each([
    ['after the recipient', UNTIL_DATA.slice(0, 3)],
    ['after the sender', UNTIL_DATA.slice(0, 2)],
    ['after the greeting', []],
  ])('%s is unreachable: it was not accepted', async (_when, answers) => {
    expect(await serverThat(READY, ...answers)).toMatchObject({ status: 'unreachable' })
  })

  test('before the greeting is unreachable', async () => {
    expect(await serverThat('')).toMatchObject({ status: 'unreachable' })
  })

  test('after the email was refused for now is deferred', async () => {
    const answer = '451 4.7.1 Daily quota exceeded\r\n'
    expect(await serverThat(READY, ...UNTIL_DATA, answer)).toMatchObject({
      status: 'deferred',
      command: 'DATA',
    })
  })

  test('at the greeting with 421 is unreachable', async () => {
    expect(await serverThat('421 4.7.0 Too many connections\r\n')).toMatchObject({ status: 'unreachable' })
  })
})

test('R44: an email is signed with the DKIM key of its sender', async () => {
  setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const outbox = openBulkTransport({ smtpUrl: inbox.smtpUrl, perSecond: 0 })
  const dkim = { domainName: 'agency.test', keySelector: 'mt1', privateKey }
  const message = { from: 'news@agency.test', to: 'dkim@list.test', subject: 'Hi', text: 'Hi', dkim }
  expect(await outbox.send(message)).toEqual({ status: 'accepted' })
  outbox.close()
  const signature = (await inbox.mailsTo('dkim@list.test'))[0]?.headers['dkim-signature'] ?? ''
  expect(signature).toContain('d=agency.test')
  expect(signature).toContain('s=mt1')
  expect(signature).toMatch(/h=[^;]*from/)
})
