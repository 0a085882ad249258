import { and, eq } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { autoTopUpAttempts, autoTopUps, purchases } from '@/db/schema'
import type { Purchase } from '../checkout/purchase.ts'
import { findStripeOwner } from '../stripe/stripe-owner.ts'

export type AutoTopUp = typeof autoTopUps.$inferSelect
type TopUpAttempt = typeof autoTopUpAttempts.$inferSelect

/** One crossing of the threshold: its purchase, and with which card it is to be paid. */
export type TopUp = { purchase: Purchase; attempt: TopUpAttempt }

export const isAttempt = (workspaceId: number, purchaseId: string) =>
  and(eq(autoTopUpAttempts.workspaceId, workspaceId), eq(autoTopUpAttempts.purchaseId, purchaseId))

export async function findTopUp(workspaceId: number, purchaseId: string): Promise<TopUp | undefined> {
  const [found] = await system()
    .select({ purchase: purchases, attempt: autoTopUpAttempts })
    .from(autoTopUpAttempts)
    .innerJoin(
      purchases,
      and(
        eq(purchases.workspaceId, autoTopUpAttempts.workspaceId),
        eq(purchases.id, autoTopUpAttempts.purchaseId),
      ),
    )
    .where(isAttempt(workspaceId, purchaseId))
  return found
}

/** The top-up that an invoice is for; undefined for the invoices of plans and of checkouts. */
export async function findTopUpOfInvoice(invoiceId: string): Promise<TopUp | undefined> {
  const workspaceId = await findStripeOwner(invoiceId)
  if (workspaceId === null) return undefined
  const [found] = await system()
    .select({ workspaceId: purchases.workspaceId, id: purchases.id })
    .from(purchases)
    .where(
      and(
        eq(purchases.workspaceId, workspaceId),
        eq(purchases.stripeInvoiceId, invoiceId),
        eq(purchases.origin, 'auto-top-up'),
      ),
    )
  return found && findTopUp(found.workspaceId, found.id)
}

/** The workspace's settings, locked: starting, settling and changing auto top-up take turns. */
export async function lockAutoTopUp(tx: Queryable, workspaceId: number): Promise<AutoTopUp | undefined> {
  const [row] = await tx
    .select()
    .from(autoTopUps)
    .where(eq(autoTopUps.workspaceId, workspaceId))
    .for('update')
  return row
}
