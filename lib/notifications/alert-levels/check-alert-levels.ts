import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { alertLevels } from '@/db/schema'
import { creditsDueOnPayment } from '@/lib/credits/decide/roll-forward'
import type { Account } from '@/lib/credits/model'
import { allowanceOfCycle, unspentCredits } from '@/lib/credits/shared/usage'
import type { Notice } from '../notice'
import { type CreatedNotifications, createNotifications } from '../notify'
import { isBelow } from './alert-level'

type Level = typeof alertLevels.$inferSelect
type LevelData = Extract<Notice, { kind: 'alert-level' }>['data']

/**
 * Alerts each person whose own level the balance fell below since it was last checked: once per fall, and again after
 * the balance was above it (R49). Any number of processes can check at the same time: a level's row is locked while its
 * alert is decided, and the alert is stored with the decision.
 * @param describe what the alert says, read only when there is one
 */
export async function checkAlertLevels(
  account: Account,
  isWaitingForPayment: boolean,
  describe: () => Promise<Omit<LevelData, 'level'>>,
): Promise<CreatedNotifications[]> {
  const levels = await system()
    .select()
    .from(alertLevels)
    .where(eq(alertLevels.workspaceId, account.workspaceId))
  const created: CreatedNotifications[] = []
  for (const level of levels) {
    const isNewCycle = level.cycleStart.getTime() !== account.cycleStart
    if (!isNewCycle && level.below === isBelowNow(level, account)) continue
    if (isNewCycle && isWaitingForPayment) continue
    created.push(await change(level, account, describe))
  }
  return created
}

/** Held credits may come back, and a cycle without credits because it is unpaid has a notification of its own (R32). */
function isBelowNow(level: Level, account: Account): boolean {
  const isUnpaid = account.granted === 0 && creditsDueOnPayment(account) > 0
  return !isUnpaid && isBelow(level, unspentCredits(account), allowanceOfCycle(account))
}

/** Whether the running cycle began above a level, so that being below it now is a new fall. */
function beganAbove(level: Level, account: Account): boolean {
  const { granted, extraGranted } = account
  return granted > 0 && !isBelow(level, granted + extraGranted, allowanceOfCycle(account))
}

async function change(
  seen: Level,
  account: Account,
  describe: () => Promise<Omit<LevelData, 'level'>>,
): Promise<CreatedNotifications> {
  const { workspaceId, id } = seen
  const data = isBelowNow(seen, account) ? await describe() : null
  return system().transaction(async (tx) => {
    const isThis = and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.id, id))
    const [level] = await tx.select().from(alertLevels).where(isThis).for('update')
    const nothing = { workspaceId, people: 0, emails: [] }
    // Removed in the meantime, or checked by a process that saw a later cycle.
    if (!level || level.cycleStart.getTime() > account.cycleStart) return nothing
    const { userId, unit, amount, inApp, byMail } = level
    const isNewCycle = level.cycleStart.getTime() < account.cycleStart
    const below = isBelowNow(level, account)
    const isFall = below && (!level.below || (isNewCycle && beganAbove(level, account)))
    const episode = level.episode + (isFall ? 1 : 0)
    await tx
      .update(alertLevels)
      .set({ below, episode, cycleStart: new Date(account.cycleStart) })
      .where(isThis)
    if (!isFall || !data) return nothing
    return createNotifications(
      tx,
      workspaceId,
      `level ${id}, episode ${episode}`,
      { kind: 'alert-level', data: { ...data, level: { unit, amount } } },
      { only: (member) => member.userId === userId, channels: { inApp, byMail } },
    )
  })
}
