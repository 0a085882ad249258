/** An integration's own names and values for a spend, such as an order number (R50). Stored with the entry. */
export type SpendMetadata = Record<string, string>

/** The database checks the same limits (`spend_metadata_is_valid`). */
export const metadataLimits = { pairs: 10, keyLength: 40, valueLength: 200 } as const

/** Metadata as JSON with sorted names, so that the same pairs in another order are the same request (R12). */
export function metadataText(metadata: SpendMetadata | undefined): string | null {
  const pairs = Object.entries(metadata ?? {})
  if (pairs.length === 0) return null
  return JSON.stringify(Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))))
}
