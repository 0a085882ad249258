/** A broken promise of our own code: stops the request, and is never shown in detail. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant'
}

export function assert(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new BrokenInvariant(promise)
}
