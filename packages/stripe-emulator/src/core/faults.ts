import { createHash } from 'node:crypto'
import type { World } from './world'

/** Configurable faults. Shares are from 0 (never) to 1 (always). */
export interface FaultSettings {
  /** Draws use a hash of this and a counter, so the same seed gives the same run. */
  seed: number
  /** `off` queues deliveries, as if the receiver were unreachable. */
  webhooks: 'on' | 'off'
  webhookDelayMs: number
  webhookLostShare: number
  webhookDoubledShare: number
  webhookReorderedShare: number
  /** Maximum delay of a reordered delivery. */
  webhookReorderWindowMs: number
  apiErrorShare: number
  /** Whether the error is returned before or after processing. */
  apiErrorWhen: 'before' | 'after'
  apiTimeoutShare: number
  apiTimeoutMs: number
  declineShare: number
}

export type FaultKind =
  | 'webhookDelayed'
  | 'webhookLost'
  | 'webhookDoubled'
  | 'webhookReordered'
  | 'apiError'
  | 'apiTimeout'
  | 'decline'

const NO_FAULTS: FaultSettings = {
  seed: 1,
  webhooks: 'on',
  webhookDelayMs: 0,
  webhookLostShare: 0,
  webhookDoubledShare: 0,
  webhookReorderedShare: 0,
  webhookReorderWindowMs: 3_000,
  apiErrorShare: 0,
  apiErrorWhen: 'before',
  apiTimeoutShare: 0,
  // Longer than the SDK's default timeout (80 s), so the SDK times out.
  apiTimeoutMs: 85_000,
  declineShare: 0,
}

const SETTINGS = 'faults'
const COUNTS = 'fault.counts'
const DRAWS = 'fault.draws'

export function faultSettings({ store }: World): FaultSettings {
  return { ...NO_FAULTS, ...store.setting<Partial<FaultSettings>>(SETTINGS, {}) }
}

/** Resets the counts, so they match the new settings. */
export function setFaults(world: World, change: Partial<FaultSettings>): FaultSettings {
  const settings = { ...faultSettings(world), ...change }
  world.store.saveSetting(SETTINGS, settings)
  world.store.saveSetting(COUNTS, {})
  world.store.saveSetting(DRAWS, 0)
  return settings
}

export function faultCounts({ store }: World): Partial<Record<FaultKind, number>> {
  return store.setting(COUNTS, {})
}

export function countFault(world: World, kind: FaultKind): void {
  const counts = faultCounts(world)
  world.store.saveSetting(COUNTS, { ...counts, [kind]: (counts[kind] ?? 0) + 1 })
}

/** The next seeded random number in [0, 1). */
export function draw(world: World): number {
  const n = world.store.setting(DRAWS, 0)
  world.store.saveSetting(DRAWS, n + 1)
  const hash = createHash('sha256')
    .update(`${faultSettings(world).seed}:${n}`)
    .digest()
  return hash.readUInt32BE(0) / 2 ** 32
}

/** Draws whether a fault applies, and counts it. A share of zero draws nothing. */
export function strikes(world: World, kind: FaultKind, share: number): boolean {
  if (share <= 0 || draw(world) >= share) return false
  countFault(world, kind)
  return true
}
