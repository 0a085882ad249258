import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { billingChecks, billingFindings, ledgerChecks, ledgerFindings } from '@/db/schema'
import { openDiscrepancies } from '@/lib/billing/payments/discrepancies'
import { Refusal } from '@/lib/core/errors'
import { rowNumber } from '@/lib/core/text/input'
import { enqueueIn, jobQueue } from '@/lib/jobs/queue'
import { refuseOwnWorkspaces } from '../approvals/conflict-of-interest'
import type { Operator } from '../operator'
import { recordEvent } from './record-event'
import { refundOffers } from './refund-finding'

const MOST_SHOWN = 200

/** What the nightly check of the ledger and the reconciliation with Stripe last said. */
export async function findings() {
  const db = system()
  const [[ledgerCheck], [billingCheck], billing] = await Promise.all([
    db.select().from(ledgerChecks).orderBy(desc(ledgerChecks.id)).limit(1),
    db.select().from(billingChecks).orderBy(desc(billingChecks.id)).limit(1),
    openDiscrepancies(MOST_SHOWN),
  ])
  const ledger = ledgerCheck
    ? await db
        .select()
        .from(ledgerFindings)
        .where(eq(ledgerFindings.checkId, ledgerCheck.id))
        .limit(MOST_SHOWN)
    : []
  const offers = await refundOffers(billing)
  return {
    ledgerCheck: ledgerCheck ?? null,
    ledger,
    billingCheck: billingCheck ?? null,
    billing: billing.map((finding) => ({ ...finding, refund: offers.get(finding.id) ?? null })),
  }
}

export const CloseFindingInput = z.object({
  id: rowNumber,
  /** Words, not a dot: the next person has to understand why it was closed. */
  reason: z
    .string()
    .trim()
    .regex(/\p{L}{2}/u, 'Describe what you did about it.')
    .min(3, 'Describe what you did about it.')
    .max(500),
})

/**
 * An operator has dealt with a finding and says how. If it is still so at the next look, it is open again.
 * @throws Refusal `finding.closed`, `finding.reason`, `operator.own-workspace`
 */
export async function closeFinding(operator: Operator, id: number, given: string): Promise<void> {
  const { data } = CloseFindingInput.safeParse({ id, reason: given })
  if (!data)
    throw new Refusal('finding.reason', 'Closing a finding needs a reason. Describe what you did about it.')
  const { reason } = data
  await system().transaction(async (tx) => {
    const [closed] = await tx
      .update(billingFindings)
      .set({ resolvedAt: marketNow })
      .where(and(eq(billingFindings.id, id), isNull(billingFindings.resolvedAt)))
      .returning()
    if (!closed) throw new Refusal('finding.closed', 'This finding is closed already. Reload the page.')
    const { kind, stripeId, what, workspaceId } = closed
    if (workspaceId !== null) await refuseOwnWorkspaces(tx, operator, [workspaceId])
    await recordEvent(tx, operator, {
      verb: 'finding.closed',
      workspaceId: workspaceId ?? undefined,
      reason,
      before: { kind, stripeId, what },
    })
  })
}

/** Both checks run as jobs: they read every entry, and every object of Stripe's. Written down as the job is put in. */
export async function startCheck(operator: Operator, which: 'ledger' | 'billing'): Promise<void> {
  await jobQueue()
  await system().transaction(async (tx) => {
    await recordEvent(tx, operator, {
      verb: which === 'ledger' ? 'ledger-check.started' : 'reconciliation.started',
    })
    await enqueueIn(tx, which === 'ledger' ? 'ledger-check' : 'stripe-reconcile', {})
  })
}
