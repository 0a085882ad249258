import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFreePort } from '../ports'
import { linksIn, type Message } from './message'
import { type LocalMail, startMail } from './server'

const dir = mkdtempSync(join(tmpdir(), 'market-trak-mail-'))
let mail: LocalMail
let ports: { smtpPort: number; webPort: number }

beforeAll(async () => {
  ports = { smtpPort: await findFreePort(), webPort: await findFreePort() }
  mail = await startMail({ ...ports, dir })
})

afterAll(async () => {
  await mail.close()
  rmSync(dir, { recursive: true })
})

const send = (fields: Parameters<ReturnType<typeof createTransport>['sendMail']>[0]) =>
  createTransport(mail.smtpUrl).sendMail({ from: 'Market Trak <hello@markettrak.test>', ...fields })

async function inbox(to: string): Promise<Message[]> {
  const response = await fetch(`${mail.webUrl}/api/messages?to=${encodeURIComponent(to)}`)
  return (await response.json()) as Message[]
}

test('stores an email with its recipients and links', async () => {
  await send({
    to: 'Ann <ann@one.test>',
    bcc: 'ben@one.test',
    subject: 'Häuser & Preise',
    text: 'Open http://localhost:3000/a?b=1&c=2.',
    html: '<p>Hi <a href="http://localhost:3000/a?b=1&amp;c=2">open</a></p>',
    list: { unsubscribe: 'http://localhost:3000/u/1' },
  })
  const [message] = await inbox('ann@one.test')
  expect(message).toMatchObject({
    to: ['ann@one.test', 'ben@one.test'],
    from: expect.stringContaining('hello@markettrak.test'),
    subject: 'Häuser & Preise',
    links: ['http://localhost:3000/a?b=1&c=2'],
  })
  expect(message?.headers['list-unsubscribe']).toContain('http://localhost:3000/u/1')
  expect(await inbox('ben@one.test')).toHaveLength(1)
  expect(await inbox('nobody@one.test')).toHaveLength(0)
})

test('lists emails newest first, also after a restart', async () => {
  for (const subject of ['first', 'second', 'third']) await send({ to: 'order@two.test', subject, text: '-' })
  const subjects = async () => (await inbox('order@two.test')).map((message) => message.subject)
  expect(await subjects()).toEqual(['third', 'second', 'first'])
  await mail.close()
  mail = await startMail({ ...ports, dir })
  expect(await subjects()).toEqual(['third', 'second', 'first'])
})

test('rejects and defers the test domains and accepts other recipients of the same email', async () => {
  await expect(send({ to: 'a@reject.test', text: '-' })).rejects.toMatchObject({ responseCode: 550 })
  await expect(send({ to: 'a@defer.test', text: '-' })).rejects.toMatchObject({ responseCode: 451 })
  const sent = await send({ to: ['c@three.test', 'd@Reject.test'], text: '-' })
  expect(sent.accepted).toEqual(['c@three.test'])
  expect((await inbox('c@three.test'))[0]?.to).toEqual(['c@three.test'])
})

test('greylists each recipient of a test domain once', async () => {
  for (const to of ['a@greylist.test', 'b@greylist.test']) {
    await expect(send({ to, text: '-' })).rejects.toMatchObject({ responseCode: 451 })
    expect((await send({ to, text: '-' })).accepted).toEqual([to])
  }
})

test('the pages show an email and block its scripts', async () => {
  await send({
    to: 'x@four.test',
    subject: '<script>alert(1)</script>',
    html: '<script>alert(2)</script>hello',
  })
  const [message] = await inbox('x@four.test')
  const list = await (await fetch(`${mail.webUrl}/?to=x@four.test`)).text()
  expect(list).toContain('&lt;script&gt;alert(1)')
  const page = await (await fetch(`${mail.webUrl}/messages/${message?.id}`)).text()
  expect(page).toContain('sandbox="allow-popups')
  const body = await fetch(`${mail.webUrl}/messages/${message?.id}/html`)
  expect(body.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await fetch(`${mail.webUrl}/messages/none`)).status).toBe(404)
})

test('notifies open pages of new email', async () => {
  const stop = new AbortController()
  const events = await fetch(`${mail.webUrl}/events`, { signal: stop.signal })
  const reader = events.body!.getReader()
  const heard = reader.read()
  await send({ to: 'y@five.test', text: '-' })
  expect(new TextDecoder().decode((await heard).value)).toContain('changed')
  stop.abort()
})

test('deletes the emails of one recipient or all', async () => {
  await send({ to: 'z@six.test', text: '-' })
  await fetch(`${mail.webUrl}/api/messages?to=z@six.test`, { method: 'DELETE' })
  expect(await inbox('z@six.test')).toHaveLength(0)
  expect((await inbox('')).length).toBeGreaterThan(0)
  await fetch(`${mail.webUrl}/api/messages`, { method: 'DELETE' })
  expect(await inbox('')).toHaveLength(0)
})

test('linksIn finds each link once, in HTML and text', () => {
  expect(linksIn('<a href="mailto:a@b.test">x</a>', 'See https://a.test/x, and https://a.test/x.')).toEqual([
    'https://a.test/x',
  ])
})
