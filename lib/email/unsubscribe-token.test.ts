import { expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { messageIdOf, unsubscribeHeaders } from './headers'
import { signUnsubscribeToken, verifyUnsubscribeToken } from './unsubscribe-token'

setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })

test('R32: verifyUnsubscribeToken accepts our token for its purpose and nothing else', () => {
  const token = signUnsubscribeToken('campaign-unsubscribe', '7.abc.2')
  expect(verifyUnsubscribeToken('campaign-unsubscribe', token)).toBe('7.abc.2')
  for (const wrong of ['', '.', 'x', token.slice(0, -3), `8${token.slice(1)}`])
    expect(() => verifyUnsubscribeToken('campaign-unsubscribe', wrong)).toThrow('This link is incomplete.')
  expect(() => verifyUnsubscribeToken('unsubscribe', token)).toThrow('Open it from the email again.')
})

test('headers name the email and unsubscribe with one click', () => {
  expect(messageIdOf('account-1')).toMatch(/^<account-1@[\w.-]+>$/)
  expect(unsubscribeHeaders('/api/unsubscribe', 'a.b')).toEqual({
    'List-Unsubscribe': expect.stringMatching(/^<https?:\/\/.+\/api\/unsubscribe\?token=a\.b>$/),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
})
