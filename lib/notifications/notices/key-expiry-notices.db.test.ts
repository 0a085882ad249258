import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { apiKeys, notificationPreferences, notifications } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { makeWorkspace } from '@/lib/credits/testing'
import { join } from '@/lib/workspaces/testing'
import { closeConnections } from '@/local/test/connections'
import { listNotifications } from '../list-notifications'
import { readPreferences } from '../preferences'
import { notificationKindsOf } from '../testing'
import { sweepNotices } from '../watch/sweep-notices'

setTestEnv()
afterAll(closeConnections)

/** A key that was created long ago and expires in this many hours. */
async function expiringIn(
  { workspaceId, userId }: WorkspaceContext,
  hours: number,
  over: Partial<typeof apiKeys.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID()
  await system()
    .insert(apiKeys)
    .values({
      ...{ workspaceId, id, name: 'CRM sync', prefix: 'mt_live_ab', keyHash: id, createdBy: userId },
      scopes: ['credits.read'],
      createdAt: sql`${marketNow} - interval '60 days'` as unknown as Date,
      expiresAt: inHours(hours),
      ...over,
    })
  return id
}

/** Moves the product's clock of this test file. */
const moveClock = (hours: number) =>
  system().execute(sql`insert into time_machine (offset_seconds) values (${hours * 3_600})
    on conflict (only_row) do update set offset_seconds = time_machine.offset_seconds + ${hours * 3_600}`)

const inHours = (hours: number) => sql`${marketNow} + make_interval(hours => ${hours})` as unknown as Date
const setExpiry = (id: string, hours: number) =>
  system()
    .update(apiKeys)
    .set({ expiresAt: inHours(hours) })
    .where(eq(apiKeys.id, id))
const expiring = async (ctx: WorkspaceContext) =>
  (await notificationKindsOf(ctx)).filter((kind) => kind === 'key-expiring').length

describe('R50: an API key that expires', () => {
  it('is notified in the app and by email a week and a day before, once each', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    await expiringIn(ctx, 8 * 24)
    const steps = [
      [0, 0],
      [25, 1],
      [0, 1],
      [4 * 24, 1],
      [2 * 24, 2],
      [0, 2],
      [24, 2],
    ] as const
    for (const [hours, sent] of steps) {
      await moveClock(hours)
      await sweepNotices()
      expect(await expiring(ctx), `after ${hours} more hours`).toBe(sent)
    }
    const { rows } = await listNotifications({ ...ctx, timeZone: 'UTC' }, { limit: 5 })
    expect(rows.find(({ title }) => title.includes('API key'))).toMatchObject({
      title: expect.stringMatching(/^Your API key “CRM sync” expires on /),
      body: expect.stringContaining('It was never used.'),
      steps: [{ href: '/workspace-settings?tab=keys' }],
    })
    const emails = await system()
      .select({ byMail: notifications.byMail })
      .from(notifications)
      .where(and(eq(notifications.workspaceId, ctx.workspaceId), eq(notifications.kind, 'key-expiring')))
    expect(emails).toEqual([{ byMail: true }, { byMail: true }])
  })

  it('goes to owners and admins, as each has chosen, and never to members', async () => {
    const owner = await makeSubscriber('growth', 2_000)
    const [admin, quiet, member] = [
      await join(owner.workspaceId, 'admin'),
      await join(owner.workspaceId, 'admin'),
      await join(owner.workspaceId, 'member'),
    ]
    await system()
      .insert(notificationPreferences)
      .values(
        [quiet, member].map(({ workspaceId, userId }) => ({
          ...{ workspaceId, userId, kind: 'key-expiring' as const },
          ...{ inApp: userId === member.userId, byMail: userId === member.userId },
        })),
      )
    await expiringIn(admin, 20)
    await sweepNotices()
    expect(await Promise.all([owner, admin, quiet, member].map(expiring))).toEqual([1, 1, 0, 0])
    const shown = async (ctx: WorkspaceContext) =>
      (await readPreferences(ctx)).some(({ kind }) => kind === 'key-expiring')
    expect([await shown(admin), await shown(member)]).toEqual([true, false])
  })

  it.each<[string, number, Partial<typeof apiKeys.$inferInsert>]>([
    ['revoked', 20, { revokedAt: inHours(-1), revokedBy: 1 }],
    ['without a date', 20, { expiresAt: null }],
    ['expired', -5, {}],
    ['made for less than a week', 6 * 24, { createdAt: inHours(0) }],
    ['rotated less than a day before', 20, { rotatedAt: inHours(0) }],
    ['whose week passed without a sweep', 5 * 24, {}],
  ])('%s is not', async (_which, hours, over) => {
    const ctx = await makeSubscriber('growth', 2_000)
    await expiringIn(ctx, hours, over)
    await sweepNotices()
    expect(await expiring(ctx)).toBe(0)
  })

  it('that is rotated is notified again before its new date', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const id = await expiringIn(ctx, 20)
    await sweepNotices()
    await setExpiry(id, 90 * 24)
    await sweepNotices()
    expect(await expiring(ctx)).toBe(1)
    await setExpiry(id, 7 * 24 - 1)
    await sweepNotices()
    expect(await expiring(ctx)).toBe(2)
  })

  it('R35: of another workspace is no one else’s', async () => {
    const [ours, theirs] = [await makeSubscriber('growth', 2_000), await makeWorkspace()]
    await expiringIn(ours, 20)
    await sweepNotices()
    expect(await expiring({ ...theirs, role: 'owner' })).toBe(0)
    expect(await expiring(ours)).toBe(1)
  })
})
