import { describe, expect, test } from 'vitest'
import { instantOf } from '@/lib/workspaces/time-zone/local-time'
import { deliveryOf } from './outbox'

describe('R13: only what is certain counts as taken or not taken', () => {
  test.each([
    ['no such mailbox', { responseCode: 550, command: 'RCPT TO' }, 'rejected'],
    ['too large, after the mail was given', { responseCode: 552, command: 'DATA' }, 'rejected'],
    ['try again later', { responseCode: 451, command: 'RCPT TO' }, 'deferred'],
    ['nobody listens', { code: 'ESOCKET', command: 'CONN' }, 'unreachable'],
    ['our password is wrong', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'unreachable'],
    ['no such server', { code: 'EDNS' }, 'unreachable'],
    ['the line broke', { code: 'ECONNECTION', message: 'Connection closed unexpectedly' }, 'unsure'],
    ['no answer came', { code: 'ETIMEDOUT', command: 'DATA' }, 'unsure'],
  ])('%s', (_what, error, status) => expect(deliveryOf(error).status).toBe(status))
})

test('a time is meant where the agency is, across clock changes', () => {
  const times = ['2026-03-08T01:30', '2026-03-08T02:30', '2026-07-01T09:00', '2026-12-01T09:00']
  expect(times.map((time) => instantOf(time, 'America/Los_Angeles').toISOString())).toEqual([
    '2026-03-08T09:30:00.000Z',
    '2026-03-08T10:30:00.000Z',
    '2026-07-01T16:00:00.000Z',
    '2026-12-01T17:00:00.000Z',
  ])
})
