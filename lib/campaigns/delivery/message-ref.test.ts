import { describe, expect, test } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import {
  createAddressToken,
  createMessageRef,
  findMessageRef,
  readMessageRef,
  returnPathOf,
  unsubscribeAddressOf,
} from './message-ref'

setTestEnv({
  DATABASE_URL: 'postgres://nobody@localhost/nothing',
  MAIL_RETURN_DOMAIN: 'bounces.agency.test',
})

const emails = [
  { workspaceId: 1, campaignId: '0f3a2b1c-1111-4222-8333-444455556666', position: 1 },
  { workspaceId: 999_999_999, campaignId: 'ffffffff-ffff-4fff-bfff-ffffffffffff', position: 999_999 },
  { workspaceId: 7, campaignId: '00000000-0000-4000-8000-000000000000', position: 50_000 },
]

describe('R44: an email is identified by a MAC', () => {
  test.each(emails)('in a header, a Message-ID and both addresses: %o', (emailId) => {
    const path = returnPathOf(emailId) ?? ''
    const unsubscribe = unsubscribeAddressOf(emailId) ?? ''
    for (const text of [
      createMessageRef(emailId),
      `<${createMessageRef(emailId)}@app.test>`,
      createAddressToken(emailId),
      path,
      path.toUpperCase(),
      unsubscribe,
    ])
      expect(readMessageRef(text)).toEqual(emailId)
    // RFC 5321 allows 64 characters before the @, Postmark 80 in its metadata.
    for (const address of [path, unsubscribe]) expect(address.indexOf('@')).toBeLessThanOrEqual(64)
    expect(findMessageRef(`to <${path}> and more`)).toBe(path.slice(0, path.indexOf('@')))
  })

  test('a guessed or changed one identifies nothing', () => {
    const [first, second] = emails
    if (!first || !second) throw new Error('no emails')
    const [a, b] = [createAddressToken(first).split('.'), createAddressToken(second).split('.')]
    for (const text of [
      '',
      'bounce+',
      `bounce+${a[0]}.${b[1]}@x.test`,
      `${a[0]}.${'a'.repeat(16)}`,
      `${a[0]}`,
      `bounce+${a[0]}.@x.test`,
    ])
      expect(readMessageRef(text)).toBeNull()
  })
})
