/**
 * Whether Stripe answered that it has no such object: it was deleted, or the id is from another mode or account. With
 * `ids`, only when one of them is the object it does not have.
 */
export function isMissing(error: unknown, ids?: readonly string[]): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'resource_missing') return false
  return ids === undefined || ids.some((id) => error.message.includes(id))
}

/** What Stripe answers; null when it has no such object. */
export async function nullIfMissing<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
