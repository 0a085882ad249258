import { and, eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { z } from 'zod'
import { system } from '@/db/client'
import { creditLots, purchases } from '@/db/schema'
import type { PackLine } from '@/db/schema/billing/billing'
import { subjectIds } from '@/lib/credits/shared/actions'

export type Purchase = typeof purchases.$inferSelect

/** The lines of an order: each pack once, the largest first. */
export function packLines({
  packKey,
  quantity,
  priceCents,
  furtherPacks,
}: Pick<Purchase, 'packKey' | 'quantity' | 'priceCents' | 'furtherPacks'>): PackLine[] {
  const further = furtherPacks.reduce((total, line) => total + line.priceCents, 0)
  return [{ packKey, quantity, priceCents: priceCents - further }, ...furtherPacks]
}

export type LotState = Pick<
  typeof creditLots.$inferSelect,
  'granted' | 'takenBack' | 'frozen' | 'shortfall' | 'expired'
>

/** The metadata we write on a session and its payment to identify our purchase. */
const Reference = z.object({ workspace_id: z.coerce.number().int().positive(), purchase_id: z.uuid() })

/** The purchase identified by the metadata of a Stripe object; undefined when it is not ours. */
export async function findPurchaseByMetadata(
  metadata: Stripe.Metadata | null,
): Promise<Purchase | undefined> {
  const named = Reference.safeParse(metadata ?? {})
  if (!named.success) return undefined
  return findPurchase(named.data.workspace_id, named.data.purchase_id)
}

export const isPurchase = (workspaceId: number, id: string) =>
  and(eq(purchases.workspaceId, workspaceId), eq(purchases.id, id))

export async function findPurchase(workspaceId: number, id: string): Promise<Purchase | undefined> {
  const [found] = await system().select().from(purchases).where(isPurchase(workspaceId, id))
  return found
}

/** The ledger lot of a purchase; undefined before its credits were granted. */
export async function findLotOfPurchase({ workspaceId, id }: Purchase): Promise<LotState | undefined> {
  const { granted, takenBack, frozen, shortfall, expired } = creditLots
  const [lot] = await system()
    .select({ granted, takenBack, frozen, shortfall, expired })
    .from(creditLots)
    .where(
      and(
        eq(creditLots.workspaceId, workspaceId),
        eq(creditLots.subjectKind, subjectIds.purchase),
        eq(creditLots.subjectId, id),
      ),
    )
  return lot
}
