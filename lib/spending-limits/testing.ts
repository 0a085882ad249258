import { randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll } from 'vitest'
import { disconnect, system } from '@/db/client'
import { notifications } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { reserve } from '@/lib/metering/metered'
import { join } from '@/lib/workspaces/testing'
import { type SpendingLimitChoice, setSpendingLimits } from './set-spending-limits'

/** Settings for the tests of spending limits; closes what they opened. */
export function prepareSpending(): void {
  beforeAll(() => setTestEnv())
  afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))
}

export const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))
export const report = (ctx: WorkspaceContext, key: string = randomUUID(), id: string = key) =>
  reserve(ctx, {
    action: 'report.generate',
    units: 1,
    quotedCredits: 20,
    key,
    subject: { kind: 'report', id },
    leaseSeconds: 60,
  })

export const notificationsOf = ({ workspaceId, userId }: WorkspaceContext) =>
  system()
    .select({ kind: notifications.kind, data: notifications.data })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.userId, userId)))
    .orderBy(asc(notifications.createdAt))

export const setSpendingLimit = (ctx: WorkspaceContext, choice: SpendingLimitChoice) =>
  setSpendingLimits(ctx, [choice])

export async function limitedTeam(mostCredits: number) {
  const owner = await makeSubscriber('starter', 500)
  const member = await join(owner.workspaceId, 'member')
  await setSpendingLimit(owner, { kind: 'member', subject: member.userId, mostCredits })
  return { owner, member }
}
