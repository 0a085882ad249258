import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { limitReservations, reservationStates } from '@/db/schema'
import { costUnder, getRateCardVersion } from '@/lib/billing/catalog/rate-card'
import { findHold } from '@/lib/credits/read/find-hold'
import { actionOfId } from '@/lib/credits/shared/actions'

export type Reserved = {
  units: number
  /** Credits set aside; 0 in limits mode. */
  credits: number
  capturedCredits: number
  state: (typeof reservationStates)[number]
  leaseUntil: Date
  /** Whether it was captured with so many units: then asking again is the same request. */
  wasCapturedWith: (units: number) => Promise<boolean>
}

/** What was set aside under an id, whichever mode it was in; null: nothing was. */
export async function findReserved(workspaceId: number, id: string): Promise<Reserved | null> {
  const hold = await findHold(workspaceId, id)
  if (hold) {
    const { units, amount, captured, leaseUntil, rateVersion } = hold
    return {
      units,
      credits: amount,
      capturedCredits: captured,
      state: reservationStates[hold.state] ?? 'released',
      leaseUntil,
      wasCapturedWith: async (asked) => {
        const action = actionOfId(hold.action)
        if (action === null || asked > units) return false
        return captured === Math.min(amount, costUnder(await getRateCardVersion(rateVersion), action, asked))
      },
    }
  }
  const [row] = await system()
    .select()
    .from(limitReservations)
    .where(and(eq(limitReservations.workspaceId, workspaceId), eq(limitReservations.id, id)))
  if (!row) return null
  const { units, state, leaseUntil } = row
  return {
    units,
    credits: 0,
    capturedCredits: 0,
    state,
    leaseUntil,
    // A limit's count does not keep how much of it was delivered.
    wasCapturedWith: async (asked) => asked <= units,
  }
}
