import { actionLabels } from '@/lib/billing/shared/action-labels'
import { priceWords, type UnitPrice } from '@/lib/billing/shared/price'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'

export type Prices = Partial<Record<ActionKey, UnitPrice>>
export type PriceChange = { action: ActionKey; label: string; before: string | null; after: string }

/** Describes how two rate cards differ. Pure, so the form can show it before saving. */
export function changesBetween(before: Prices, after: Prices): PriceChange[] {
  return actionKeys.flatMap((action) => {
    const { label, unit } = actionLabels[action]
    const format = (price: UnitPrice | undefined) => (price ? priceWords(price, unit) : null)
    const [was, is] = [format(before[action]), format(after[action])]
    return is === null || was === is ? [] : [{ action, label, before: was, after: is }]
  })
}
