import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, inWorkspace, system } from '@/db/client'
import { contactSuppressions } from '@/db/schema'
import type { suppressionReasons } from '@/db/schema/work/contacts'
import { setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { hashEmail } from './address'
import { blockAddress, suppress, suppressErased, unblockAddress } from './suppress'
import { agency, preparePlans } from './testing'

setTestEnv()
beforeAll(preparePlans)
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

const email = 'ann@strength.test'
const emailHash = hashEmail(email)
type Reason = (typeof suppressionReasons)[number]

/** A workspace where these suppressions were recorded in this order. */
async function suppressedBy(...reasons: Reason[]) {
  const ctx = await agency()
  const { workspaceId } = ctx
  for (const reason of reasons)
    await inWorkspace(workspaceId, (tx) =>
      reason === 'erased'
        ? suppressErased(tx, workspaceId, email)
        : suppress(tx, { workspaceId, email, reason, campaignId: randomUUID() }),
    )
  const [row] = await system()
    .select()
    .from(contactSuppressions)
    .where(eq(contactSuppressions.workspaceId, workspaceId))
  return { ctx, row }
}

describe('R44: the strongest reason wins, in any order', () => {
  test.each<[Reason, Reason, Reason]>([
    ['blocked', 'unsubscribed', 'unsubscribed'],
    ['bounced', 'unsubscribed', 'unsubscribed'],
    ['bounced', 'complained', 'complained'],
    ['unsubscribed', 'complained', 'complained'],
    ['complained', 'unsubscribed', 'complained'],
    ['unsubscribed', 'bounced', 'unsubscribed'],
    ['complained', 'blocked', 'complained'],
    ['blocked', 'bounced', 'blocked'],
    ['complained', 'erased', 'erased'],
    ['erased', 'complained', 'erased'],
  ])('%s, then %s: %s', async (first, second, wins) => {
    const { row } = await suppressedBy(first, second, second)
    expect(row).toMatchObject({ reason: wins, email: wins === 'erased' ? null : email })
  })
})

describe('R44: a member can lift a block or a bounce, but not a person’s own opt-out', () => {
  test.each<Reason>(['unsubscribed', 'complained'])('%s after a block', async (reason) => {
    const { ctx } = await suppressedBy('blocked', reason)
    expect(await code(unblockAddress(ctx, { emailHash }))).toBe('contact.own-wish')
    // Blocking the address again changes nothing about that.
    await blockAddress(ctx, { email })
    expect(await code(unblockAddress(ctx, { emailHash }))).toBe('contact.own-wish')
  })

  test.each<Reason>(['blocked', 'bounced'])('%s', async (reason) => {
    const { ctx } = await suppressedBy(reason)
    expect(await code(unblockAddress(ctx, { emailHash }))).toBe('no refusal')
  })
})
