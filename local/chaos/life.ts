import { type Random, randomOf } from '@/lib/credits/simulation/random'

const HOUR = 3_600
const DAY = 24 * HOUR

export type Card = 'good' | 'declined-first' | 'challenge'
export type Step =
  | { do: 'buy'; pack: string; quantity: number; pay: Card | 'bank' | 'never' }
  | { do: 'transfer'; which: number; arrives: boolean }
  | { do: 'refund'; which: number; percent: number }
  | { do: 'dispute'; which: number }
  | { do: 'close-dispute'; which: number; won: boolean }
  | { do: 'subscribe'; plan: string; interval: 'month' | 'year'; pay: Card | 'fails-later' }
  | { do: 'change'; plan: string; interval: 'month' | 'year'; start: 'prorated' | 'new-cycle' }
  /** An operator changes the plan in Stripe's dashboard. */
  | { do: 'change-in-dashboard'; plan: string; proration: 'always_invoice' | 'create_prorations' | 'none' }
  | { do: 'keep' | 'cancel' | 'resume' | 'pay-overdue' }
  | { do: 'new-card'; fails: boolean }
  /** In the dashboard: our customer is deleted; another product in the account sells something. */
  | { do: 'delete-customer' | 'other-product' }
  | { do: 'spend'; credits: number }
  /** `toReset`: to the end of the running cycle and two hours on, when its renewal has been tried. */
  | { do: 'time'; seconds: number; toReset: boolean }

export type Life = { seed: number; startMs: number; steps: Step[] }

const PLANS = ['starter', 'growth', 'scale', 'essentials', 'agency']
const CREDIT_PLANS = ['starter', 'growth', 'scale']
const PACKS = ['small', 'medium', 'large']
const LONGEST = 22

const weights: Readonly<Record<Step['do'], number>> = {
  buy: 14,
  transfer: 3,
  refund: 9,
  dispute: 5,
  'close-dispute': 5,
  subscribe: 4,
  change: 10,
  'change-in-dashboard': 3,
  keep: 2,
  cancel: 4,
  resume: 3,
  'pay-overdue': 5,
  'new-card': 4,
  'delete-customer': 1,
  'other-product': 2,
  spend: 14,
  time: 18,
}

/** What a customer does and what befalls them: the same for the same seed. Most of them subscribe early. */
export function lifeOf(seed: number): Life {
  const random = randomOf(seed)
  // Any day of 2027 and 2028 at any hour: short months and a leap year are among them.
  const startMs = Date.UTC(2027, 0, 1 + random.int(0, 730), random.int(0, 23), random.int(0, 59))
  const steps: Step[] = random.chance(0.85) ? [subscribe(random)] : []
  for (let left = random.int(8, LONGEST); left > 0; left -= 1) steps.push(stepOf(random))
  return { seed, startMs, steps }
}

const subscribe = (random: Random): Step => ({
  do: 'subscribe',
  plan: random.chance(0.8) ? random.pick(CREDIT_PLANS) : random.pick(PLANS),
  interval: random.chance(0.8) ? 'month' : 'year',
  pay: random.weighted({ good: 6, 'declined-first': 1, challenge: 1, 'fails-later': 3 }),
})

function stepOf(random: Random): Step {
  const kind = random.weighted(weights)
  const which = random.int(0, 5)
  switch (kind) {
    case 'buy': {
      const pay = random.weighted({ good: 6, 'declined-first': 1, challenge: 1, bank: 2, never: 1 })
      return { do: kind, pack: random.pick(PACKS), quantity: random.int(1, 3), pay }
    }
    case 'transfer':
      return { do: kind, which, arrives: random.chance(0.7) }
    case 'refund':
      return { do: kind, which, percent: random.pick([10, 40, 60, 100]) }
    case 'dispute':
      return { do: kind, which }
    case 'close-dispute':
      return { do: kind, which, won: random.chance(0.5) }
    case 'subscribe':
      return subscribe(random)
    case 'change':
      return {
        do: kind,
        plan: random.pick(random.chance(0.8) ? CREDIT_PLANS : PLANS),
        interval: random.chance(0.85) ? 'month' : 'year',
        start: random.chance(0.3) ? 'new-cycle' : 'prorated',
      }
    case 'change-in-dashboard':
      return {
        do: kind,
        plan: random.pick(PLANS),
        proration: random.pick(['always_invoice', 'create_prorations', 'none']),
      }
    case 'new-card':
      return { do: kind, fails: random.chance(0.4) }
    case 'spend':
      return { do: kind, credits: random.pick([5, 20, 60, 150, 400, 1_500]) }
    case 'time':
      return {
        do: kind,
        toReset: random.chance(0.5),
        seconds: random.pick([2 * HOUR, 9 * HOUR, DAY, 3 * DAY, 6 * DAY]),
      }
    default:
      return { do: kind }
  }
}
