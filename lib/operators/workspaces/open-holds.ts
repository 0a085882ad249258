import { and, asc, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { creditHolds, users } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { actionOfId } from '@/lib/credits/shared/actions'

type OpenHold = {
  id: string
  what: string
  who: string
  credits: number
  extraCredits: number
  rateVersion: number
  openedAt: string
  /** After this the sweep settles the hold, unless its work was resumed. */
  leaseUntil: string
}
export type OpenHolds = { holds: OpenHold[]; count: number }

const MAX_HOLDS = 50

/** Credits reserved by running work (R13), oldest first, because operators look for the longest-running work. */
export async function openHolds(workspaceId: number): Promise<OpenHolds> {
  const open = and(eq(creditHolds.workspaceId, workspaceId), eq(creditHolds.state, 0))
  const [rows, count] = await Promise.all([
    system()
      .select({ hold: creditHolds, name: users.name, email: users.email })
      .from(creditHolds)
      .leftJoin(users, eq(users.id, creditHolds.actorId))
      .where(open)
      .orderBy(asc(creditHolds.openedAt))
      .limit(MAX_HOLDS),
    system().$count(creditHolds, open),
  ])
  const holds = rows.map(({ hold, name, email }) => {
    const action = actionOfId(hold.action)
    return {
      id: hold.id,
      what: action ? actionLabels[action].label : 'Work',
      who: name || email || 'Market Trak',
      credits: hold.amount,
      extraCredits: hold.fromExtra,
      rateVersion: hold.rateVersion,
      openedAt: hold.openedAt.toISOString(),
      leaseUntil: hold.leaseUntil.toISOString(),
    }
  })
  return { holds, count }
}
