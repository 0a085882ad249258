import type Stripe from 'stripe'

/** The id of a related object, which Stripe returns as an id or, where expanded, as an object. */
export function idOf(related: string | { id: string } | null | undefined): string | null {
  if (!related) return null
  return typeof related === 'string' ? related : related.id
}

/**
 * Whether Stripe responded that an object does not exist: it was deleted, or the id is from another mode or account. With
 * `ids`, only when the missing object is one of them.
 */
export function isMissing(error: unknown, ids?: readonly string[]): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'resource_missing') return false
  return ids === undefined || ids.some((id) => error.message.includes(id))
}

/** Stripe's response; null when the object does not exist. */
export async function nullIfMissing<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** The total tax on an invoice, inclusive or added. Negative on a credit. */
export function taxOf({ total_taxes }: Pick<Stripe.Invoice, 'total_taxes'>): number {
  return (total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0)
}
