'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { buyPack as startPurchase } from '@/lib/billing/buy-pack'
import { subscribe as startSubscription } from '@/lib/billing/subscribe'

const BuyPackInput = z.object({
  purchaseId: z.uuid(),
  packKey: z.string().min(1).max(40),
  quantity: z.coerce.number().int().default(1),
  quotedPriceCents: z.coerce.number().int().positive(),
  quotedCredits: z.coerce.number().int().positive(),
})

export const buyPack = workspaceAction(
  { input: BuyPackInput, permission: 'billing.manage', limit: 'checkout' },
  async (ctx, input) => ({ redirectTo: (await startPurchase(ctx, input)).url }),
)

const SubscribeInput = z.object({
  requestId: z.uuid(),
  planKey: z.string().min(1).max(40),
  interval: z.enum(['month', 'year']),
  quotedPriceCents: z.coerce.number().int().positive(),
})

export const subscribe = workspaceAction(
  { input: SubscribeInput, permission: 'billing.manage', limit: 'checkout' },
  async (ctx, input) => ({ redirectTo: (await startSubscription(ctx, input)).url }),
)
