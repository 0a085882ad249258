/** Stripe gives a related object as its id, or whole where it was expanded. */
export function idOf(related: string | { id: string } | null | undefined): string | null {
  if (!related) return null
  return typeof related === 'string' ? related : related.id
}
