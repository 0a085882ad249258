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

const MAX_FINDINGS = 200

/** Results of the last ledger check and of the reconciliation with Stripe. */
export async function getCheckResults() {
  const db = system()
  const [[ledgerCheck], [billingCheck], billing] = await Promise.all([
    db.select().from(ledgerChecks).orderBy(desc(ledgerChecks.id)).limit(1),
    db.select().from(billingChecks).orderBy(desc(billingChecks.id)).limit(1),
    openDiscrepancies(MAX_FINDINGS),
  ])
  const ledger = ledgerCheck
    ? await db
        .select()
        .from(ledgerFindings)
        .where(eq(ledgerFindings.checkId, ledgerCheck.id))
        .limit(MAX_FINDINGS)
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
  /** Must contain words, so the next operator understands why it was closed. */
  reason: z
    .string()
    .trim()
    .regex(/\p{L}{2}/u, 'Describe how you resolved it.')
    .min(3, 'Describe how you resolved it.')
    .max(500),
})

/**
 * Closes a finding with a reason. It reopens if the next check finds it again.
 * @throws Refusal `finding.closed`, `finding.reason`, `operator.own-workspace`
 */
export async function closeFinding(operator: Operator, id: number, text: string): Promise<void> {
  const { data } = CloseFindingInput.safeParse({ id, reason: text })
  if (!data) throw new Refusal('finding.reason', 'Enter a reason. Describe how you resolved it.')
  const { reason } = data
  await system().transaction(async (tx) => {
    const [closed] = await tx
      .update(billingFindings)
      .set({ resolvedAt: marketNow })
      .where(and(eq(billingFindings.id, id), isNull(billingFindings.resolvedAt)))
      .returning()
    if (!closed) throw new Refusal('finding.closed', 'This discrepancy is already closed. Reload the page.')
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

/** Both checks run as jobs, because they read every entry or every Stripe object. Recorded when the job is queued. */
export async function startCheck(operator: Operator, which: 'ledger' | 'billing'): Promise<void> {
  await jobQueue()
  await system().transaction(async (tx) => {
    await recordEvent(tx, operator, {
      verb: which === 'ledger' ? 'ledger-check.started' : 'reconciliation.started',
    })
    await enqueueIn(tx, which === 'ledger' ? 'ledger-check' : 'stripe-reconcile', {})
  })
}
