import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { bulkOptions, deliveryOf, sendEmail, singleOptions } from './transport'

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
    expect(bulkOptions({ smtpUrl: url, connections: 3, perSecond: 7 })).toMatchObject({
      ...expected,
      pool: true,
      maxConnections: 3,
      rateLimit: 7,
      maxRequeues: 0,
    })
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
