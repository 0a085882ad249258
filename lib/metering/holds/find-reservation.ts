import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { limitReservations, reservationStates } from '@/db/schema'
import { costUnder, getRateCardVersion } from '@/lib/billing/catalog/rate-card'
import { findHold } from '@/lib/credits/read/find-hold'
import { actionOfId } from '@/lib/credits/shared/actions'

export type StoredReservation = {
  units: number
  /** Credits held; 0 in limits mode. */
  credits: number
  capturedCredits: number
  state: (typeof reservationStates)[number]
  leaseUntil: Date
  metadata: Record<string, string> | null
  /** Whether it was captured with this number of units, which makes a repeated request the same one. */
  wasCapturedWith: (units: number) => Promise<boolean>
}

/** The reservation with this id, in either mode; null if there is none. */
export async function findReservation(workspaceId: number, id: string): Promise<StoredReservation | null> {
  const hold = await findHold(workspaceId, id)
  if (hold) {
    const { units, amount, captured, leaseUntil, rateVersion, metadata } = hold
    return {
      units,
      credits: amount,
      capturedCredits: captured,
      state: reservationStates[hold.state] ?? 'released',
      leaseUntil,
      metadata,
      wasCapturedWith: async (requested) => {
        const action = actionOfId(hold.action)
        if (action === null || requested > units) return false
        return (
          captured === Math.min(amount, costUnder(await getRateCardVersion(rateVersion), action, requested))
        )
      },
    }
  }
  const [row] = await system()
    .select()
    .from(limitReservations)
    .where(and(eq(limitReservations.workspaceId, workspaceId), eq(limitReservations.id, id)))
  if (!row) return null
  const { units, state, leaseUntil, metadata } = row
  return {
    units,
    credits: 0,
    capturedCredits: 0,
    state,
    leaseUntil,
    metadata,
    // Limits don't record how much of a reservation was delivered.
    wasCapturedWith: async (requested) => requested <= units,
  }
}
