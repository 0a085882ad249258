'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { buyPack as startPurchase } from '@/lib/billing/buy-pack'
import { subscribe as startSubscription } from '@/lib/billing/subscribe'
import { rowNumber } from '@/lib/core/input'

const BuyPackInput = z.object({
  purchaseId: z.uuid(),
  packKey: z.string().min(1).max(40),
  quantity: rowNumber.default(1),
  quotedPriceCents: rowNumber,
  quotedCredits: rowNumber,
})

export const buyPack = workspaceAction(
  { input: BuyPackInput, permission: 'billing.manage', limit: 'checkout' },
  async (ctx, input) => ({ redirectTo: (await startPurchase(ctx, input)).url }),
)

const SubscribeInput = z.object({
  requestId: z.uuid(),
  planKey: z.string().min(1).max(40),
  interval: z.enum(['month', 'year']),
  quotedPriceCents: rowNumber,
})

export const subscribe = workspaceAction(
  { input: SubscribeInput, permission: 'billing.manage', limit: 'checkout' },
  async (ctx, input) => ({ redirectTo: (await startSubscription(ctx, input)).url }),
)
