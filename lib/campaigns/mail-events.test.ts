import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkSignature, MailEvents } from './mail-events'

const SECRET = 'a secret of the mail service'

test('only what is signed with our secret is taken, and nothing that was changed on the way', () => {
  const body = '{"events":[]}'
  const signature = createHmac('sha256', SECRET).update(body).digest('hex')
  expect(() => checkSignature(body, signature, SECRET)).not.toThrow()
  expect(() => checkSignature(body, `sha256=${signature}`, SECRET)).not.toThrow()
  for (const wrong of ['', signature.slice(1), signature.replace(/.$/, 'x')])
    expect(() => checkSignature(body, wrong, SECRET)).toThrow('signature.wrong')
  expect(() => checkSignature(`${body} `, signature, SECRET)).toThrow('signature.wrong')
})

test('an event is taken for a lasting one unless it says otherwise', () => {
  const { events } = MailEvents.parse({ events: [{ type: 'bounce', messageId: '<a@b>' }] })
  expect(events[0]).toEqual({ type: 'bounce', messageId: '<a@b>', permanent: true, reason: '' })
  expect(MailEvents.safeParse({ events: [{ type: 'opened', messageId: 'x' }] }).success).toBe(false)
})
