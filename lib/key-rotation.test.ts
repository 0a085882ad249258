import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeOfToken, changeToken } from './auth/email-change/store'
import { findNote, withNote } from './auth/sign-in/known-browser'
import { stampedWorkspace, stampOf } from './billing/stripe/stamp'
import { createMessageRef, readMessageRef } from './campaigns/delivery/message-ref'
import { isSignature, signatureOf } from './core/clients/signature'
import { keysFor } from './core/settings/key-ring'
import { signUnsubscribeToken, verifyUnsubscribeToken } from './email/unsubscribe-token'
import { shareToken, shareTokens } from './paid-work/sharing/share-token'
import * as postTarget from './posts/targets/signature'
import { secretOf, secretsOf, signedHeaders } from './webhooks/signing'
import { invitationToken, invitationTokens } from './workspaces/invitations/invitation-token'

const OLD = 'the-first-secret-of-these-tests-is-long-enough'
const NEW = 'the-second-secret-of-these-tests-is-long-enough'
const settings = { NEXTAUTH_SECRET: OLD, NEXTAUTH_SECRET_PREVIOUS: [] as string[] }
vi.mock('@/lib/core/settings/env', () => ({ env: () => settings }))

function rotate(): void {
  Object.assign(settings, { NEXTAUTH_SECRET: NEW, NEXTAUTH_SECRET_PREVIOUS: [OLD] })
}
function forgetOld(): void {
  Object.assign(settings, { NEXTAUTH_SECRET: NEW, NEXTAUTH_SECRET_PREVIOUS: [] })
}
beforeEach(() => {
  Object.assign(settings, { NEXTAUTH_SECRET: OLD, NEXTAUTH_SECRET_PREVIOUS: [] })
})
afterEach(() => {
  vi.useRealTimers()
})

const id = '00000000-0000-4000-8000-000000000007'
const email = { workspaceId: 7, campaignId: randomUUID(), position: 3 }
const outcome = (read: () => unknown) => {
  try {
    return read()
  } catch {
    return null
  }
}

/** Made with the current secret; `read` answers something truthy only while the secret is known. */
const links: [name: string, make: () => string, read: (made: string) => unknown][] = [
  [
    'an Unsubscribe link',
    () => signUnsubscribeToken('campaign-unsubscribe', '7.3'),
    (token) => verifyUnsubscribeToken('campaign-unsubscribe', token),
  ],
  [
    'a link that changes an email address',
    () => changeToken('undo', id),
    (token) => changeOfToken('undo', token),
  ],
  ['the note of a known browser', () => withNote(null, 'a@b.test'), (cookie) => findNote(cookie, 'a@b.test')],
  ['the ref of a campaign email', () => createMessageRef(email), readMessageRef],
  [
    'the tag of a Stripe object',
    () => JSON.stringify(stampOf(7)),
    (metadata) => stampedWorkspace(JSON.parse(metadata)),
  ],
  ['an invitation', () => invitationToken(7, id), (token) => invitationTokens(7, id).includes(token)],
  [
    'a shared report',
    () => shareToken('report-share', 7, id),
    (token) => shareTokens('report-share', 7, id).includes(token),
  ],
]

describe('R52: after NEXTAUTH_SECRET has changed', () => {
  it.each(links)('%s still works while the former secret is listed, and no longer', (_, make, read) => {
    const made = make()
    expect(read(made)).toBeTruthy()
    rotate()
    expect(read(made)).toBeTruthy()
    expect(make()).not.toBe(made)
    forgetOld()
    expect(outcome(() => read(made))).toBeFalsy()
  })

  it('a receiver with the secret from before or from after verifies a webhook', () => {
    const endpoint = { workspaceId: 7, id, secretVersion: 1, previousSecretUntil: null }
    const before = secretOf(endpoint)
    rotate()
    const after = secretOf(endpoint)
    expect(after).not.toBe(before)
    const at = new Date()
    const headers = signedHeaders({ id: 'msg_1', body: '{}', secrets: secretsOf(endpoint, at), at })
    for (const secret of [before, after]) expect(new Webhook(secret).verify('{}', headers)).toEqual({})
    forgetOld()
    const later = signedHeaders({ id: 'msg_2', body: '{}', secrets: secretsOf(endpoint, at), at })
    expect(() => new Webhook(before).verify('{}', later)).toThrow()
  })

  it('a receiver of posts with either secret verifies a delivery', () => {
    const target = { workspaceId: 7, id, secretVersion: 2 }
    const before = postTarget.secretOf(target)
    rotate()
    const now = new Date()
    const signature = postTarget.signatureOf(postTarget.secretsOf(target), '{}', now)
    for (const secret of [before, postTarget.secretOf(target)])
      expect(postTarget.isSignedBy(secret, '{}', signature, now)).toBe(true)
    expect(postTarget.isSignedBy(`${before}x`, '{}', signature, now)).toBe(false)
  })

  it('new links are never made with a former secret', () => {
    rotate()
    const made = signatureOf('unsubscribe', 'x')
    forgetOld()
    expect(isSignature(made, 'unsubscribe', 'x')).toBe(true)
  })
})

it('R52: each purpose has keys of its own, and neither is the secret itself', () => {
  const [first] = keysFor('unsubscribe')
  const [second] = keysFor('invitation')
  expect(first.equals(second)).toBe(false)
  expect(first).toHaveLength(32)
  expect([first, second].map((key) => key.toString('utf8'))).not.toContain(OLD)
})
