import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { auditEvents, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { changeAccountTimeZone } from '@/lib/credits/change-time-zone'

/** Whether it is a known IANA name, such as `America/Los_Angeles`. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }))
  } catch {
    return false
  }
}

export const TimeZone = z.string().max(64).refine(isTimeZone, 'Choose a time zone from the list.')

/**
 * Changes the workspace's time zone, for dates and for daily usage including past days. Does nothing if the zone is the
 * same.
 * @throws Refusal `workspace.time-zone`
 */
export async function changeTimeZone(ctx: WorkspaceContext, timeZone: string): Promise<void> {
  const { workspaceId, userId } = ctx
  await system().transaction(async (tx) => {
    const [now] = await tx
      .select({ timeZone: workspaces.timeZone })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId))
      .for('update')
    if (!now || now.timeZone === timeZone) return
    const known = await tx.execute(sql`select from pg_timezone_names where name = ${timeZone}`)
    if (known.length === 0) {
      throw new Refusal('workspace.time-zone', 'Choose a time zone from the list.', { timeZone })
    }
    await tx.update(workspaces).set({ timeZone }).where(eq(workspaces.id, workspaceId))
    await changeAccountTimeZone(tx, workspaceId, timeZone)
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'workspace.time-zone-changed',
      detail: { from: now.timeZone, to: timeZone },
    })
  })
}
