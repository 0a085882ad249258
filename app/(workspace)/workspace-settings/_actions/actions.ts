'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { billingIntervals } from '@/db/schema/billing/billing'
import { buyPacks as startOrder, buyPack as startPurchase } from '@/lib/billing/checkout/buy-pack'
import { subscribe } from '@/lib/billing/checkout/subscribe/subscribe'
import { rowNumber } from '@/lib/core/text/input'

const BuyPackInput = z.object({
  purchaseId: z.uuid(),
  packKey: z.string().min(1).max(40),
  quantity: rowNumber.default(1),
  quotedPriceCents: rowNumber,
  quotedCredits: rowNumber,
})

export const buyPack = workspaceAction(
  'buyPack',
  { input: BuyPackInput, permission: 'billing.manage', limit: 'checkout' },
  async (ctx, input) => ({ redirectTo: (await startPurchase(ctx, input)).url }),
)

/** "medium*2 small*1": the key and quantity of each pack. */
const PackOrder = z
  .string()
  .max(400)
  .regex(
    /^[\w-]{1,40}\*\d{1,4}( [\w-]{1,40}\*\d{1,4}){0,7}$/,
    'Invalid packs. Reload the page and choose them again.',
  )
  .transform((text) =>
    text.split(' ').map((part) => {
      const [packKey = '', quantity] = part.split('*')
      return { packKey, quantity: Number(quantity) }
    }),
  )

const BuyPacksInput = z.object({
  purchaseId: z.uuid(),
  packs: PackOrder,
  quotedPriceCents: rowNumber,
  quotedCredits: rowNumber,
})

/** Buys a combination of packs in one purchase, as recommended by the forecast. */
export const buyPacks = workspaceAction(
  'buyPacks',
  { input: BuyPacksInput, permission: 'billing.manage', limit: 'checkout' },
  async (ctx, input) => ({ redirectTo: (await startOrder(ctx, input)).url }),
)

const SubscribeInput = z.object({
  requestId: z.uuid(),
  planKey: z.string().min(1).max(40),
  interval: z.enum(billingIntervals),
  quotedPriceCents: rowNumber,
})

export const startSubscription = workspaceAction(
  'startSubscription',
  { input: SubscribeInput, permission: 'billing.manage', limit: 'checkout' },
  async (ctx, input) => ({ redirectTo: (await subscribe(ctx, input)).url }),
)
