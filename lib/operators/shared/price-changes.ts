import { actionLabels } from '@/lib/billing/shared/action-labels'
import { priceWords, type UnitPrice } from '@/lib/billing/shared/price'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'

export type Prices = Partial<Record<ActionKey, UnitPrice>>
export type PriceChange = { action: ActionKey; label: string; before: string | null; after: string }

/** How one rate card differs from another, in words. Pure: the form tells it before anything is saved. */
export function changesBetween(before: Prices, after: Prices): PriceChange[] {
  return actionKeys.flatMap((action) => {
    const { label, unit } = actionLabels[action]
    const words = (price: UnitPrice | undefined) => (price ? priceWords(price, unit) : null)
    const [was, is] = [words(before[action]), words(after[action])]
    return is === null || was === is ? [] : [{ action, label, before: was, after: is }]
  })
}
