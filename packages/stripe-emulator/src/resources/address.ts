import type Stripe from 'stripe'
import type { Params } from '../core/params'

const LINES = ['city', 'country', 'line1', 'line2', 'postal_code', 'state'] as const

export function address(params: Params, before: Stripe.Address | null = null): Stripe.Address | null {
  const given = params.child('address')
  if (!given) return params.clearable('address') === null ? null : before
  const read = (name: (typeof LINES)[number]) => {
    const value = given.clearable(name)
    return value === undefined ? (before?.[name] ?? null) : value
  }
  return {
    city: read('city'),
    country: read('country'),
    line1: read('line1'),
    line2: read('line2'),
    postal_code: read('postal_code'),
    state: read('state'),
  }
}
