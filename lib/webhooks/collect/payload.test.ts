import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { webhookEventTypes } from '@/db/schema/webhooks'
import { setTestEnv } from '@/lib/billing/testing'
import { delayAfter } from '../deliver/deliver-webhook'
import { webhookEvents } from '../shared/events'
import { secretOf, secretsOf, signedHeaders } from '../signing'
import { type SeenSubscription, subscriptionFacts } from './facts/subscription-facts'
import { bodyOf, newMessageId, payloadOf } from './payload'

// No database is used here, but all settings are read together.
setTestEnv({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })

const endpoint = { workspaceId: 7, id: '00000000-0000-4000-8000-000000000001', secretVersion: 2 }
const at = new Date('2026-11-28T12:00:00Z')

test('R50: a body has type, timestamp and data in that order, however it was stored', () => {
  const data = { message: 'Hello' }
  const { type, timestamp } = payloadOf({ type: 'webhook.test', at, data })
  expect(bodyOf({ data, type, timestamp })).toBe(
    '{"type":"webhook.test","timestamp":"2026-11-28T12:00:00.000Z","data":{"message":"Hello"}}',
  )
  expect(newMessageId()).not.toBe(newMessageId())
})

test('R50: each secret is of one endpoint and version, and long enough for the standard', () => {
  const secrets = [
    secretOf(endpoint),
    secretOf({ ...endpoint, secretVersion: 1 }),
    secretOf({ ...endpoint, workspaceId: 8 }),
  ]
  expect(new Set(secrets).size).toBe(3)
  const bytes = Buffer.from(secrets[0]?.slice('whsec_'.length) ?? '', 'base64').length
  expect(bytes).toBeGreaterThanOrEqual(24)
  expect(bytes).toBeLessThanOrEqual(64)
})

test('R50: requests carry a signature of each secret while it is rotated', () => {
  const until = (ms: number) => ({ ...endpoint, previousSecretUntil: new Date(at.getTime() + ms) })
  expect(secretsOf({ ...endpoint, previousSecretUntil: null }, at)).toHaveLength(1)
  expect(secretsOf(until(0), at)).toHaveLength(1)
  const secrets = secretsOf(until(1), at)
  const now = new Date()
  const headers = signedHeaders({ id: 'msg_1', body: '{}', secrets, at: now })
  for (const secret of secrets) expect(new Webhook(secret).verify('{}', headers)).toEqual({})
  expect(() => new Webhook(secretOf({ ...endpoint, secretVersion: 3 })).verify('{}', headers)).toThrow()
  const late = signedHeaders({ id: 'msg_1', body: '{}', secrets, at: new Date(now.getTime() - 600_000) })
  expect(() => new Webhook(secrets[0] ?? '').verify('{}', late), 'replayed ten minutes later').toThrow()
})

test('R50: nine retries over about three days', () => {
  const delays = Array.from({ length: 10 }, (_, i) => delayAfter(i + 1))
  expect(delays.at(-1)).toBeNull()
  const seconds = delays.filter((delay) => delay !== null)
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b))
  expect(seconds.reduce((sum, delay) => sum + delay, 0) / 86_400).toBeCloseTo(3.15, 1)
})

test('R50: settings offer every event but the test', () => {
  expect(webhookEvents.map(({ type }) => type)).toEqual(
    webhookEventTypes.filter((type) => type !== 'webhook.test'),
  )
})

describe('R50: what changed in a subscription', () => {
  const seen: SeenSubscription = {
    plan: 'pro',
    planName: 'Pro',
    interval: 'month',
    status: 'active',
    periodStartsAt: '2026-11-01T00:00:00.000Z',
    periodEndsAt: '2026-12-01T00:00:00.000Z',
    endsAt: null,
    paidPeriod: '2026-11-01T00:00:00.000Z',
  }
  const next = { periodStartsAt: '2026-12-01T00:00:00.000Z', paidPeriod: '2026-12-01T00:00:00.000Z' }
  const typesOf = (before: SeenSubscription | null, now: SeenSubscription | null) =>
    subscriptionFacts(before, now, 4, at).facts.map(({ type, key }) => `${type}, ${key}`)

  test.each<[string, SeenSubscription | null, Partial<SeenSubscription>, string[]]>([
    ['the first look tells nothing', null, {}, []],
    ['nothing', seen, {}, []],
    ['another plan', seen, { plan: 'team' }, ['subscription.changed, subscription 5']],
    [
      'a payment that failed',
      seen,
      { status: 'past_due', paidPeriod: null },
      ['subscription.changed, subscription 5'],
    ],
    ['a period that is not paid yet', seen, { ...next, paidPeriod: null }, []],
    ['a paid renewal', seen, next, ['subscription.renewed, renewal 2026-12-01T00:00:00.000Z']],
    [
      'a renewal with another plan',
      seen,
      { ...next, plan: 'starter' },
      ['subscription.changed, subscription 5', 'subscription.renewed, renewal 2026-12-01T00:00:00.000Z'],
    ],
    [
      'yearly instead of monthly',
      seen,
      { ...next, interval: 'year' },
      ['subscription.changed, subscription 5'],
    ],
    ['the first payment', { ...seen, paidPeriod: null }, next, []],
  ])('%s', (_, before, change, expected) => {
    expect(typesOf(before, { ...seen, ...change })).toEqual(expected)
  })

  test('a payment under way remembers the period that was paid', () => {
    const waiting = subscriptionFacts(seen, { ...seen, ...next, paidPeriod: null }, 0, at)
    expect(waiting.seen?.paidPeriod).toBe(seen.paidPeriod)
    expect(typesOf(waiting.seen, { ...seen, ...next })).toEqual([
      'subscription.renewed, renewal 2026-12-01T00:00:00.000Z',
    ])
  })
})
