import type { SubjectKind } from '@/lib/credits/shared/actions'
import { slotOf, takeSlot } from '@/lib/rate-limits/slots'

/**
 * Limits how much paid work of one workspace is queued or running at the same time (R42). Work takes a slot with its
 * reservation and frees it when it is settled; otherwise the slot ends with its lease. Feed posts are generated in one
 * job, and API clients do their work themselves, so neither needs a slot.
 */
const NAME = 'running-work.workspace'
const WITHOUT: readonly SubjectKind[] = ['listing', 'api', 'none']

/** Runs `reserve` with a slot for the work, and keeps the slot if it succeeds. @throws Refusal `rate.limited` */
export async function withRunningSlot<T>(
  workspaceId: number,
  work: { holdId: string; kind: SubjectKind; leaseSeconds: number },
  reserve: () => Promise<T>,
): Promise<T> {
  if (WITHOUT.includes(work.kind)) return reserve()
  const slot = await takeSlot(NAME, workspaceId, { id: work.holdId, leaseSeconds: work.leaseSeconds })
  return reserve().catch(async (error) => {
    await slot.release()
    throw error
  })
}

export const renewRunningSlot = (workspaceId: number, id: string, leaseSeconds: number): Promise<void> =>
  slotOf(NAME, workspaceId, { id, leaseSeconds }).renew()

export const freeRunningSlot = (workspaceId: number, id: string): Promise<void> =>
  slotOf(NAME, workspaceId, { id }).release()
