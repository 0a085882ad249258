import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { notifications, users } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { post } from '@/lib/credits/post'
import { charge, grant } from '@/lib/credits/testing'
import { join } from '@/lib/workspaces/testing'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { sendNotificationEmail } from './email/send-notification-email'
import { countUnread, listNotifications, markRead } from './list-notifications'
import { notify } from './notify'
import { readPreferences, savePreferences } from './preferences'
import { notificationKindsOf } from './testing'
import { unsubscribe, unsubscribeToken } from './unsubscribe'
import { checkBalance } from './watch/check-balance'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

let ctx: WorkspaceContext
beforeEach(async () => {
  ctx = await makeSubscriber('growth', 2_000)
})
afterAll(closeConnections)

async function emailsTo(who: WorkspaceContext) {
  const [user] = await system().select().from(users).where(eq(users.id, who.userId))
  return inbox.mailsTo(user?.email ?? '')
}

const NOTICE = { kind: 'payment-failed' as const, data: { planName: 'Growth' } }

describe('notify', () => {
  it('R31, R32: reaches owners and admins by default, members who turned it on, and no members for billing', async () => {
    const [admin, member] = [await join(ctx.workspaceId, 'admin'), await join(ctx.workspaceId, 'member')]
    await post(ctx.workspaceId, charge(1_900))
    await checkBalance(ctx.workspaceId)
    expect([
      await notificationKindsOf(ctx),
      await notificationKindsOf(admin),
      await notificationKindsOf(member),
    ]).toEqual([['low-credits'], ['low-credits'], []])
    await savePreferences(member, { inApp: ['low-credits', 'payment-failed'], byMail: [] })
    expect((await readPreferences(member)).map(({ kind }) => kind)).not.toContain('payment-failed')
    await notify(ctx.workspaceId, 'one', NOTICE)
    await post(ctx.workspaceId, grant(500))
    await checkBalance(ctx.workspaceId)
    await post(ctx.workspaceId, charge(500))
    await checkBalance(ctx.workspaceId)
    expect(await notificationKindsOf(member)).toEqual(['low-credits'])
  })

  it('R32: a kind that is off is not sent; Unsubscribe turns off only the emails', async () => {
    await savePreferences(ctx, { inApp: [], byMail: [] })
    expect(await notify(ctx.workspaceId, 'one', NOTICE)).toBe(0)
    const other = await join(ctx.workspaceId, 'admin')
    const token = unsubscribeToken({ ...other, kind: 'payment-failed' })
    await unsubscribe(token)
    await unsubscribe(token)
    expect((await readPreferences(other)).find(({ kind }) => kind === 'payment-failed')).toMatchObject({
      inApp: true,
      byMail: false,
    })
    await expect(unsubscribe(`${token}x`)).rejects.toMatchObject({ code: 'unsubscribe.invalid' })
    await expect(unsubscribe('')).rejects.toMatchObject({ code: 'unsubscribe.invalid' })
  })

  it('R35: no one can read or mark notifications of another person or workspace', async () => {
    const stranger = await makeSubscriber('growth', 2_000)
    const admin = await join(ctx.workspaceId, 'admin')
    await notify(ctx.workspaceId, 'one', NOTICE)
    expect([await countUnread(ctx), await countUnread(admin), await countUnread(stranger)]).toEqual([1, 1, 0])
    await markRead(stranger, null)
    await markRead(admin, null)
    await markRead(admin, null)
    expect([await countUnread(ctx), await countUnread(admin)]).toEqual([1, 0])
    expect((await listNotifications({ ...stranger, timeZone: 'UTC' }, { limit: 25 })).rows).toEqual([])
  })
})

describe('notification emails', () => {
  it('R12: a notification is emailed once however often its job runs, with a text part and an Unsubscribe link', async () => {
    await notify(ctx.workspaceId, 'one', NOTICE)
    await notify(ctx.workspaceId, 'one', NOTICE)
    const [row] = await system()
      .select()
      .from(notifications)
      .where(eq(notifications.workspaceId, ctx.workspaceId))
    const id = row?.id ?? ''
    await Promise.all([1, 2, 3].map(() => sendNotificationEmail(ctx.workspaceId, id)))
    await sendNotificationEmail(ctx.workspaceId, id)
    const emails = await emailsTo(ctx)
    expect(emails).toHaveLength(1)
    expect(JSON.stringify(emails[0])).toContain('Your payment didn’t go through')
    expect(JSON.stringify(emails[0])).toContain('/unsubscribe?token=')
  })

  it('R13: an email that the server defers is sent once by a later try', async () => {
    await system()
      .update(users)
      .set({ email: `${randomUUID()}@defer.test` })
      .where(eq(users.id, ctx.userId))
    await notify(ctx.workspaceId, 'one', NOTICE)
    const [row] = await system()
      .select()
      .from(notifications)
      .where(eq(notifications.workspaceId, ctx.workspaceId))
    const id = row?.id ?? ''
    await expect(sendNotificationEmail(ctx.workspaceId, id)).rejects.toThrow()
    await system()
      .update(users)
      .set({ email: `${randomUUID()}@test.test` })
      .where(eq(users.id, ctx.userId))
    await sendNotificationEmail(ctx.workspaceId, id)
    expect(await emailsTo(ctx)).toHaveLength(1)
  })
})
