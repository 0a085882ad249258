import { and, asc, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { alertLevels, plans, subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { levelLabel } from './alert-level'

export type AlertLevelRow = {
  id: string
  label: string
  inApp: boolean
  byMail: boolean
  /** The balance is below it, so the next alert comes after the balance was above it. */
  below: boolean
}

/** This person's alert levels, oldest first. Null on a plan with monthly limits, which has no credits. */
export async function listAlertLevels({
  workspaceId,
  userId,
}: WorkspaceContext): Promise<AlertLevelRow[] | null> {
  const { mode, levels } = await inWorkspace(workspaceId, async (tx) => {
    const [plan] = await tx
      .select({ mode: plans.mode })
      .from(subscriptions)
      .innerJoin(plans, eq(plans.key, subscriptions.planKey))
      .where(eq(subscriptions.workspaceId, workspaceId))
    const levels = await tx
      .select()
      .from(alertLevels)
      .where(and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.userId, userId)))
      .orderBy(asc(alertLevels.createdAt), asc(alertLevels.slot))
    return { mode: plan?.mode, levels }
  })
  if (mode === 'limits' && levels.length === 0) return null
  return levels.map((level) => ({
    id: level.id,
    label: levelLabel(level),
    inApp: level.inApp,
    byMail: level.byMail,
    below: level.below,
  }))
}
