import type { Random } from '@/lib/credits/simulation/random'
import type { FaultKind, FaultSettings } from '../stripe/core/faults'
import type { StandIn } from './stand-in'

/** `cardDeclined` is part of the life: it befalls both runs, so that they can be compared. */
export type ChaosFault = Exclude<FaultKind, 'decline'> | 'tabClosed' | 'clickedTwice' | 'cardDeclined'

export const faultKinds: readonly ChaosFault[] = [
  'webhookDelayed',
  'webhookLost',
  'webhookDoubled',
  'webhookReordered',
  'apiError',
  'apiTimeout',
  'cardDeclined',
  'tabClosed',
  'clickedTwice',
]

export function faultsOf(seed: number, random: Random): Partial<FaultSettings> {
  return {
    seed,
    webhookLostShare: random.pick([0, 0.2, 0.6]),
    webhookDoubledShare: random.pick([0, 0.3]),
    webhookReorderedShare: random.pick([0, 0.4]),
    webhookReorderWindowMs: 6_000,
    webhookDelayMs: random.pick([0, 0, 2_500]),
    apiErrorShare: random.pick([0, 0.04, 0.12]),
    apiErrorWhen: random.pick(['before', 'after']),
    apiTimeoutShare: random.pick([0, 0.04, 0.1]),
  }
}

/** Cards that were refused, on a page or when a renewal was due. */
export const declinedCards = ({ world: { store } }: StandIn): number =>
  store.list('charge', { where: [['status', 'failed']] }).length
