import { expect, test } from 'vitest'
import { MailEvents } from './delivery-events'

test('an event is taken for a lasting one unless it says otherwise', () => {
  const { events } = MailEvents.parse({ events: [{ type: 'bounce', messageId: '<a@b>' }] })
  expect(events[0]).toEqual({ type: 'bounce', messageId: '<a@b>', ref: '', permanent: true, reason: '' })
  expect(MailEvents.safeParse({ events: [{ type: 'opened', messageId: 'x' }] }).success).toBe(false)
})
