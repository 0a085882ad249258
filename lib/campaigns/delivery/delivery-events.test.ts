import { expect, test } from 'vitest'
import { DeliveryEvents } from './delivery-events'

test('DeliveryEvents treats an event as permanent unless it says otherwise', () => {
  const { events } = DeliveryEvents.parse({ events: [{ type: 'bounce', messageId: '<a@b>' }] })
  expect(events[0]).toEqual({ type: 'bounce', messageId: '<a@b>', ref: '', permanent: true, reason: '' })
  expect(DeliveryEvents.safeParse({ events: [{ type: 'opened', messageId: 'x' }] }).success).toBe(false)
})
