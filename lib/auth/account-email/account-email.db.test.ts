import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { accountEmails, users } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { inboxForTests } from '@/local/mail/testing'
import { queueAccountEmail, sendAccountEmails, sweepAccountEmails } from './outbox'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })
afterAll(() => disconnect())

async function queued(): Promise<{ id: string; to: string }> {
  const to = `${randomUUID()}@agency.test`
  const [user] = await system().insert(users).values({ email: to }).returning()
  const userId = user?.id ?? 0
  const email = { kind: 'google-linked', data: { googleEmail: to } } as const
  return { id: await queueAccountEmail(system(), { userId, to, email }), to }
}
const rowOf = async (id: string) =>
  (await system().select().from(accountEmails).where(eq(accountEmails.id, id)))[0]

describe('R34: emails about an account', () => {
  it('are sent once, however many processes try at the same moment', async () => {
    const { id, to } = await queued()
    await Promise.all([sendAccountEmails([id]), sendAccountEmails([id]), sweepAccountEmails()])
    await sweepAccountEmails()
    expect(await inbox.mailsTo(to)).toHaveLength(1)
    expect(await rowOf(id)).toMatchObject({ tries: 1, sentAt: expect.any(Date) })
  })

  it('that just failed wait, and are then sent by the job', async () => {
    const { id, to } = await queued()
    await system()
      .update(accountEmails)
      .set({ tries: 1, claimedAt: sql`now()` })
      .where(eq(accountEmails.id, id))
    await sweepAccountEmails()
    expect(await inbox.mailsTo(to)).toHaveLength(0)
    await system()
      .update(accountEmails)
      .set({ claimedAt: sql`now() - interval '3 minutes'` })
      .where(eq(accountEmails.id, id))
    await sweepAccountEmails()
    expect(await inbox.mailsTo(to)).toHaveLength(1)
  })

  it('are no longer retried after eight attempts, and are deleted after 30 days', async () => {
    const [{ id, to }, old] = [await queued(), await queued()]
    await system()
      .update(accountEmails)
      .set({ tries: 8, claimedAt: sql`now() - interval '9 days'` })
      .where(eq(accountEmails.id, id))
    await system()
      .update(accountEmails)
      .set({ createdAt: sql`${marketNow} - interval '31 days'` })
      .where(eq(accountEmails.id, old.id))
    await sweepAccountEmails()
    expect(await inbox.mailsTo(to)).toHaveLength(0)
    expect([await rowOf(id), await rowOf(old.id)]).toEqual([expect.objectContaining({ tries: 8 }), undefined])
  })
})
