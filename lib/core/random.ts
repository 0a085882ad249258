/**
 * Numbers from 0 up to 1 that are the same on every machine for the same seed (mulberry32). Not for secrets. Trained models,
 * built-in pictures and texts, demo data and simulations depend on them, so another generator would change all of these.
 */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
