import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { alertLevels, plans, subscriptions } from '@/db/schema'
import { alertUnits, MOST_ALERT_LEVELS } from '@/db/schema/people/alerts'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { readAccount } from '@/lib/credits/read/read'
import { allowanceOfCycle, unspentCredits } from '@/lib/credits/shared/usage'
import { isBelow, levelLabel } from './alert-level'

/** A checked box is sent as "on", one that is not checked isn't sent. */
const box = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')

export const AlertLevelInput = z
  .object({
    unit: z.enum(alertUnits),
    amount: z.coerce
      .number({ error: 'Enter a whole number.' })
      .int('Enter a whole number.')
      .min(1, 'Enter 1 or more.')
      .max(1_000_000, 'Enter 1,000,000 or less.'),
    inApp: box,
    byMail: box,
  })
  .refine(({ unit, amount }) => unit !== 'percent' || amount < 100, {
    path: ['amount'],
    error: 'Enter a percentage from 1 to 99.',
  })
  .refine(({ inApp, byMail }) => inApp || byMail, {
    path: ['inApp'],
    error: 'Choose the bell, email, or both.',
  })
export type AlertLevelInput = z.output<typeof AlertLevelInput>

/**
 * Adds an alert level for this person (R49). The same level again only changes its channels. A level that the balance is
 * already below alerts after the balance was above it.
 * @throws Refusal `alert-level.full`
 */
export async function addAlertLevel(ctx: WorkspaceContext, input: AlertLevelInput): Promise<void> {
  const { workspaceId, userId } = ctx
  const { unit, amount, inApp, byMail } = input
  const account = await readAccount(workspaceId)
  const below = isBelow(input, unspentCredits(account), allowanceOfCycle(account))
  const cycleStart = new Date(account.cycleStart)
  await inWorkspace(workspaceId, async (tx) => {
    // Another request can take the free place in between: then there is one place less, so the loop ends.
    for (let attempt = 0; attempt <= MOST_ALERT_LEVELS; attempt += 1) {
      const isMine = and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.userId, userId))
      const levels = await tx.select().from(alertLevels).where(isMine).orderBy(asc(alertLevels.slot))
      const same = levels.find((level) => level.unit === unit && level.amount === amount)
      if (same) {
        await tx
          .update(alertLevels)
          .set({ inApp, byMail })
          .where(and(isMine, eq(alertLevels.id, same.id)))
        return
      }
      const taken = new Set(levels.map(({ slot }) => slot))
      const slot = Array.from({ length: MOST_ALERT_LEVELS }, (_, i) => i + 1).find((one) => !taken.has(one))
      if (slot === undefined) break
      const added = await tx
        .insert(alertLevels)
        .values({ workspaceId, userId, slot, unit, amount, inApp, byMail, below, cycleStart })
        .onConflictDoNothing()
        .returning({ id: alertLevels.id })
      if (added.length > 0) return
    }
    throw new Refusal(
      'alert-level.full',
      `You already have ${MOST_ALERT_LEVELS} alert levels. Remove one to add another.`,
    )
  })
}

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

/** Removes one of this person's alert levels. Safe to repeat. */
export async function removeAlertLevel(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, (tx) =>
    tx
      .delete(alertLevels)
      .where(
        and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.userId, userId), eq(alertLevels.id, id)),
      ),
  )
}
