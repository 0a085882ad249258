import type Stripe from 'stripe'
import { shareOf } from '../core/money'

/** One tax rate per country, in whole percent. Countries not listed have no tax registration. */
const PERCENT: Readonly<Record<string, number>> = {
  US: 8,
  AU: 10,
  CA: 13,
  DE: 19,
  ES: 21,
  FR: 20,
  GB: 20,
  IE: 23,
  IT: 22,
  JP: 10,
  NL: 21,
}

/** Countries with reverse charge for businesses with a VAT number. */
const REVERSE_CHARGE: Readonly<Record<string, string>> = {
  DE: 'eu_vat',
  ES: 'eu_vat',
  FR: 'eu_vat',
  GB: 'gb_vat',
  IE: 'eu_vat',
  IT: 'eu_vat',
  NL: 'eu_vat',
}

/** The checkout form only has a number; its type is derived from the country. */
const TAX_ID_TYPE: Readonly<Record<string, Stripe.TaxId.Type>> = {
  US: 'us_ein',
  AU: 'au_abn',
  CA: 'ca_bn',
  GB: 'gb_vat',
  JP: 'jp_cn',
  IN: 'in_gst',
  NZ: 'nz_gst',
  SG: 'sg_uen',
  ZA: 'za_vat',
}

export const taxIdTypeFor = (country: string): Stripe.TaxId.Type => TAX_ID_TYPE[country] ?? 'eu_vat'

export interface Taxation {
  percent: number
  reason: 'standard_rated' | 'reverse_charge' | 'not_collecting'
}

export function taxationOf(country: string | null | undefined, taxIdTypes: readonly string[]): Taxation {
  const percent = PERCENT[country ?? ''] ?? 0
  if (percent === 0) return { percent, reason: 'not_collecting' }
  const exempting = REVERSE_CHARGE[country ?? '']
  if (exempting && taxIdTypes.includes(exempting)) return { percent: 0, reason: 'reverse_charge' }
  return { percent, reason: 'standard_rated' }
}

/** Tax on top of an amount, negative for a credit. */
export const taxOn = (amountCents: number, { percent }: Taxation): number =>
  shareOf(amountCents, percent, 100)

export function lineTax(amountCents: number, taxation: Taxation): Stripe.InvoiceLineItem.Tax {
  return {
    amount: taxOn(amountCents, taxation),
    tax_behavior: 'exclusive',
    tax_rate_details: null,
    taxability_reason: taxation.reason,
    taxable_amount: taxation.percent === 0 ? 0 : amountCents,
    type: 'tax_rate_details',
  }
}
