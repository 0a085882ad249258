import { z } from 'zod'
import { priceWords } from '@/lib/billing/price'
import { env } from '@/lib/core/env'
import { formatMoney, formatNumber } from '@/lib/core/format'
import { actionKeys, actionWords } from '@/lib/credits/actions'
import type { WaitingChange } from './decide-change'

export type Difference = { name: string; before: string; after: string }

/** What a change makes of the catalog, line by line, for whoever decides about it. */
export function differencesOf({
  kind,
  before,
  after,
}: Pick<WaitingChange, 'kind' | 'before' | 'after'>): Difference[] {
  const rows = kind === 'rate-card' ? priceRows(before, after) : termRows(before, after)
  return rows.filter((row) => row.before !== row.after)
}

const Prices = z.record(z.string(), z.object({ credits: z.number(), per: z.number(), minimum: z.number() }))
const exactly = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 })

function priceRows(before: unknown, after: unknown): Difference[] {
  const [was, is] = [Prices.safeParse(before).data, Prices.safeParse(after).data]
  return actionKeys.map((action) => {
    const { label, unit } = actionWords[action]
    const words = (prices: typeof was) => {
      const price = prices?.[action]
      return price ? priceWords(price, unit) : 'Not priced'
    }
    return { name: label, before: words(was), after: words(is) }
  })
}

const catalogPrice = (cents: number) => formatMoney(cents, env().CATALOG_CURRENCY)

const names: Record<string, { name: string; format: (value: number) => string }> = {
  monthlyPriceCents: { name: 'Monthly price', format: catalogPrice },
  annualPriceCents: { name: 'Annual price', format: catalogPrice },
  priceCents: { name: 'Price', format: catalogPrice },
  credits: { name: 'Credits', format: formatNumber },
  allowanceCredits: { name: 'Credits a month', format: formatNumber },
  reportsLimit: { name: 'Reports a month', format: formatNumber },
  emailsLimit: { name: 'Emails a month', format: formatNumber },
  contactsLimit: { name: 'Contacts', format: formatNumber },
}

function termRows(before: unknown, after: unknown): Difference[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const rows = [...is].map(([field, value]) => ({
    name: names[field]?.name ?? (field === 'description' ? 'Description' : field),
    before: wordsFor(field, was.get(field)),
    after: wordsFor(field, value),
  }))
  const perCredit = (fields: Map<string, unknown>) => {
    const credits = Number(fields.get('credits') ?? fields.get('allowanceCredits') ?? 0)
    const cents = Number(fields.get('priceCents') ?? fields.get('monthlyPriceCents') ?? 0)
    return credits > 0 ? `${exactly.format(cents / credits)} cents` : 'None'
  }
  return [...rows, { name: 'Price per credit', before: perCredit(was), after: perCredit(is) }]
}

const fieldsOf = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])

function wordsFor(field: string, value: unknown): string {
  if (value === null || value === undefined) return 'None'
  return typeof value === 'number' ? (names[field]?.format ?? formatNumber)(value) : String(value)
}
