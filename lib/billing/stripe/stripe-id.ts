/** The id of a related object, which Stripe returns as an id or, where expanded, as an object. */
export function idOf(related: string | { id: string } | null | undefined): string | null {
  if (!related) return null
  return typeof related === 'string' ? related : related.id
}
