import { z } from 'zod'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { priceWords } from '@/lib/billing/shared/price'
import { env } from '@/lib/core/settings/env'
import { decimalsOf, formatMoney, formatNumber } from '@/lib/core/text/format'
import { actionKeys } from '@/lib/credits/shared/actions'
import type { WaitingChange } from './decide-change'

export type Difference = { name: string; before: string; after: string }

/** How a change affects the catalog, field by field, for the operator who decides. */
export function differencesOf({
  kind,
  before,
  after,
}: Pick<WaitingChange, 'kind' | 'before' | 'after'>): Difference[] {
  const rows = kind === 'rate-card' ? priceRows(before, after) : termRows(before, after)
  return rows.filter((row) => row.before !== row.after)
}

const Prices = z.record(z.string(), z.object({ credits: z.number(), per: z.number(), minimum: z.number() }))

/** "$0.245": shows fractions of a cent, because two prices can differ by less than a cent. */
function exactPrice(cents: number): string {
  const currency = env().CATALOG_CURRENCY
  const format = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    maximumSignificantDigits: 3,
  })
  return format.format(cents / 10 ** decimalsOf(currency))
}

function priceRows(before: unknown, after: unknown): Difference[] {
  const [was, is] = [Prices.safeParse(before).data, Prices.safeParse(after).data]
  return actionKeys.map((action) => {
    const { label, unit } = actionLabels[action]
    const format = (prices: typeof was) => {
      const price = prices?.[action]
      return price ? priceWords(price, unit) : 'Not priced'
    }
    return { name: label, before: format(was), after: format(is) }
  })
}

const catalogPrice = (cents: number) => formatMoney(cents, env().CATALOG_CURRENCY)

const names: Record<string, { name: string; format: (value: number) => string }> = {
  monthlyPriceCents: { name: 'Monthly price', format: catalogPrice },
  annualPriceCents: { name: 'Annual price', format: catalogPrice },
  priceCents: { name: 'Price', format: catalogPrice },
  credits: { name: 'Credits', format: formatNumber },
  allowanceCredits: { name: 'Credits per month', format: formatNumber },
  reportsLimit: { name: 'Reports per month', format: formatNumber },
  emailsLimit: { name: 'Emails per month', format: formatNumber },
  contactsLimit: { name: 'Contacts', format: formatNumber },
}

function termRows(before: unknown, after: unknown): Difference[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const rows = [...is].map(([field, value]) => ({
    name: names[field]?.name ?? (field === 'description' ? 'Description' : field),
    before: formatField(field, was.get(field)),
    after: formatField(field, value),
  }))
  const perCredit = (fields: Map<string, unknown>) => {
    const credits = Number(fields.get('credits') ?? fields.get('allowanceCredits') ?? 0)
    const cents = Number(fields.get('priceCents') ?? fields.get('monthlyPriceCents') ?? 0)
    return credits > 0 ? exactPrice(cents / credits) : 'None'
  }
  return [...rows, { name: 'Price per credit', before: perCredit(was), after: perCredit(is) }]
}

const fieldsOf = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])

function formatField(field: string, value: unknown): string {
  if (value === null || value === undefined) return 'None'
  return typeof value === 'number' ? (names[field]?.format ?? formatNumber)(value) : String(value)
}
