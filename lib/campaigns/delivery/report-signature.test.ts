import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkSignature, signReport } from './report-signature'

const SECRET = 'a secret of the mail service'
const BODY = '{"events":[]}'
const now = new Date('2026-11-28T12:00:00Z')
const seconds = now.getTime() / 1000
const hmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex')

test('R44: a report signed with our secret is accepted, as text and as bytes', () => {
  const signature = `t=${seconds},v1=${hmac(`${seconds}.${BODY}`)}`
  expect(signReport(BODY, SECRET, now)).toBe(signature)
  expect(() => checkSignature(BODY, signature, SECRET, now)).not.toThrow()
  expect(() => checkSignature(Buffer.from(BODY), signature, SECRET, now)).not.toThrow()
  // While a secret is replaced, a service signs with both.
  expect(() =>
    checkSignature(BODY, `t=${seconds},v1=00,v1=${signature.slice(-64)}`, SECRET, now),
  ).not.toThrow()
})

test('R44: a changed body or time and a signature without a time are refused', () => {
  const signature = signReport(BODY, SECRET, now)
  const wrong = [
    '',
    hmac(BODY),
    `sha256=${hmac(BODY)}`,
    `v1=${hmac(BODY)}`,
    `t=${seconds + 1},${signature.split(',')[1]}`,
    signature.replace(/.$/, 'x'),
    signature.slice(0, -1),
  ]
  for (const header of wrong)
    expect(() => checkSignature(BODY, header, SECRET, now)).toThrow('signature.wrong')
  expect(() => checkSignature(`${BODY} `, signature, SECRET, now)).toThrow('signature.wrong')
})

test('R44: a report that was signed more than five minutes ago is refused', () => {
  const signature = signReport(BODY, SECRET, now)
  const after = (ms: number) => new Date(now.getTime() + ms)
  expect(() => checkSignature(BODY, signature, SECRET, after(299_000))).not.toThrow()
  for (const late of [301_000, -301_000, 86_400_000])
    expect(() => checkSignature(BODY, signature, SECRET, after(late))).toThrow('signature.old')
})
