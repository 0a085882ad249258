import { createHash } from 'node:crypto'
import { randomFrom } from '@/lib/core/random'

/** A deterministic id from parts, so demos can be compared. */
export function seedId(...parts: (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join(':')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Numbers in [0, 1) that are the same for the same seed. */
export function seededRandom(seed: string): () => number {
  return randomFrom(Number.parseInt(createHash('sha256').update(seed).digest('hex').slice(0, 8), 16))
}
