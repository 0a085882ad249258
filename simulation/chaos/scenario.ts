import { type Random, randomOf } from '@/simulation/ledger/random'
import type { Card, Order } from './card-form'

const HOUR = 3_600
const DAY = 24 * HOUR

export type Step =
  | { do: 'buy'; pack: string; quantity: number; pay: Card | 'bank' | 'never'; order: Order }
  | { do: 'transfer'; which: number; arrives: boolean }
  | { do: 'refund'; which: number; percent: number }
  | { do: 'dispute'; which: number; percent: number; inquiry: boolean }
  | { do: 'escalate' | 'reverse-dispute' | 'fail-refund' | 'fraud-warning'; which: number }
  | { do: 'close-dispute'; which: number; won: boolean }
  | {
      do: 'subscribe'
      plan: string
      interval: 'month' | 'year'
      pay: Card | 'fails-later' | 'bank'
      order: Order
    }
  | { do: 'change'; plan: string; interval: 'month' | 'year'; start: 'prorated' | 'new-cycle' }
  /** An operator changes the plan in Stripe's dashboard. */
  | { do: 'change-in-dashboard'; plan: string; proration: 'always_invoice' | 'create_prorations' | 'none' }
  | { do: 'keep' | 'cancel' | 'resume' | 'pay-overdue' }
  /** What operators do in Stripe's dashboard. */
  | { do: 'pause-billing'; behavior: 'keep_as_draft' | 'mark_uncollectible' | 'void' }
  | { do: 'resume-billing' | 'pay-draft' | 'end-on-date' }
  | { do: 'write-off'; voids: boolean }
  | { do: 'set-quantity'; quantity: number }
  | { do: 'give-trial'; days: number; pauses: boolean }
  | { do: 'new-card'; fails: boolean }
  /** In the dashboard: our customer is deleted, or another product in the account sells something. */
  | { do: 'delete-customer' | 'other-product' }
  | { do: 'spend'; credits: number }
  /** Turned on or changed; with `newCard` on another card, also when one is saved. */
  | {
      do: 'auto-top-up'
      thresholdCredits: number
      pack: string
      packsAMonth: number
      newCard: boolean
      pay: 'good' | 'challenge' | 'fails-later'
      order: Order
    }
  | { do: 'auto-top-up-off' }
  /**
   * `toReset`: until `seconds` after the end of the current cycle: two hours, when its renewal has been attempted, or
   * some minutes, while Stripe keeps the renewal as a draft.
   */
  | { do: 'time'; seconds: number; toReset: boolean }

export type Scenario = { seed: number; startMs: number; steps: Step[] }

const PLANS = ['starter', 'growth', 'scale', 'essentials', 'agency']
const CREDIT_PLANS = ['starter', 'growth', 'scale']
const PACKS = ['small', 'medium', 'large']
const LONGEST = 22
/** After Stripe has attempted the renewal, and while it is still a draft. */
const AFTER_RESET = [2 * HOUR, 2 * HOUR, 10 * 60]

/** Auto top-up is added afterwards. */
const weights: Readonly<Record<Exclude<Step['do'], `auto-top-up${string}`>, number>> = {
  buy: 14,
  transfer: 3,
  refund: 9,
  dispute: 7,
  'close-dispute': 6,
  escalate: 8,
  'reverse-dispute': 6,
  'fail-refund': 3,
  'fraud-warning': 2,
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
  'pause-billing': 2,
  'resume-billing': 4,
  'pay-draft': 2,
  'end-on-date': 1,
  'write-off': 3,
  'set-quantity': 2,
  'give-trial': 3,
}

/** What a customer does and what happens to them; the same for the same seed. Most subscribe early. */
export function scenarioOf(seed: number): Scenario {
  const random = randomOf(seed)
  // Any day of 2027 and 2028 at any hour, which includes short months and a leap year.
  const startMs = Date.UTC(2027, 0, 1 + random.int(0, 730), random.int(0, 23), random.int(0, 59))
  const steps: Step[] = random.chance(0.85) ? beginning(random) : []
  for (let left = random.int(8, LONGEST); left > 0; left -= 1) steps.push(stepOf(random))
  return { seed, startMs, steps: withTopUps(steps, randomOf(seed + TOP_UP_SEED)) }
}

const TOP_UP_SEED = 2_000_003

/** Two scenarios in five have auto top-up, and spend enough for it to buy. Drawn apart, so that all others stay as they are. */
function withTopUps(steps: readonly Step[], random: Random): Step[] {
  if (!random.chance(0.4)) return [...steps]
  const lived = [...steps]
  const add = (step: Step) => lived.splice(random.int(1, lived.length), 0, step)
  for (let left = random.int(1, 3); left > 0; left -= 1) {
    const at = random.int(1, lived.length)
    lived.splice(at, 0, autoTopUp(random), { do: 'spend', credits: random.pick([400, 1_500]) })
  }
  for (let left = random.int(3, 8); left > 0; left -= 1)
    add({ do: 'spend', credits: random.pick([20, 60, 150, 400, 400]) })
  if (random.chance(0.3)) add({ do: 'auto-top-up-off' })
  return lived
}

const autoTopUp = (random: Random): Step => ({
  do: 'auto-top-up',
  thresholdCredits: random.pick([200, 1_000, 3_000, 10_000]),
  pack: random.pick(PACKS),
  packsAMonth: random.int(1, 4),
  newCard: random.chance(0.5),
  pay: random.weighted({ good: 5, challenge: 1, 'fails-later': 2 }),
  order: { ...orderOf(random, false), code: '' },
})

/** Half of the subscribers get into a state at Stripe that is rare by chance. */
function beginning(random: Random): Step[] {
  const toReset: Step = { do: 'time', toReset: true, seconds: random.pick(AFTER_RESET) }
  const days = (count: number): Step => ({ do: 'time', toReset: false, seconds: count * DAY })
  const startWith = (pay: Extract<Step, { do: 'subscribe' }>['pay']): Step => {
    const plan = random.pick(CREDIT_PLANS)
    return { do: 'subscribe', plan, interval: 'month', pay, order: orderOf(random, false) }
  }
  const kind = random.weighted({ plain: 10, unpaid: 3, paused: 3, gift: 2, debit: 2 })
  switch (kind) {
    case 'unpaid':
      return [
        startWith('fails-later'),
        toReset,
        stepOf(random),
        { do: 'write-off', voids: random.chance(0.4) },
      ]
    case 'paused': {
      const behavior = random.pick(['keep_as_draft', 'mark_uncollectible', 'void'] as const)
      const after: Step[] = [{ do: 'resume-billing' }, { do: 'pay-draft' }]
      return [startWith('good'), { do: 'pause-billing', behavior }, toReset, stepOf(random), ...after]
    }
    case 'gift': {
      const gift: Step = { do: 'give-trial', days: random.pick([3, 14, 40]), pauses: random.chance(0.5) }
      const after: Step[] = [
        stepOf(random),
        days(15),
        { do: 'new-card', fails: false },
        { do: 'resume-billing' },
      ]
      return [startWith('good'), { do: 'cancel' }, toReset, gift, ...after]
    }
    case 'debit':
      return [startWith('bank'), stepOf(random), { do: 'transfer', which: 0, arrives: random.chance(0.7) }]
    default:
      return [subscribe(random)]
  }
}

const subscribe = (random: Random): Step => ({
  do: 'subscribe',
  plan: random.chance(0.8) ? random.pick(CREDIT_PLANS) : random.pick(PLANS),
  interval: random.chance(0.8) ? 'month' : 'year',
  pay: random.weighted({ good: 6, 'declined-first': 1, challenge: 1, 'fails-later': 3, bank: 1 }),
  order: orderOf(random, false),
})

/** A free plan would change what its first invoice funds, which codes are not meant to test. Only packs can be free. */
const orderOf = (random: Random, canBeFree = true): Order => ({
  country: random.weighted({ US: 5, IN: 2, CA: 2, DE: 2 }),
  code: random.chance(0.7) ? '' : canBeFree && random.chance(0.4) ? 'FREE' : 'SAVE20',
  company: random.chance(0.3),
})

function stepOf(random: Random): Step {
  const kind = random.weighted(weights)
  const which = random.int(0, 5)
  switch (kind) {
    case 'buy': {
      const pay = random.weighted({ good: 6, 'declined-first': 1, challenge: 1, bank: 2, never: 1 })
      return { do: kind, pack: random.pick(PACKS), quantity: random.int(1, 3), pay, order: orderOf(random) }
    }
    case 'transfer':
      return { do: kind, which, arrives: random.chance(0.7) }
    case 'refund':
      return { do: kind, which, percent: random.pick([10, 40, 60, 100]) }
    case 'dispute':
      return { do: kind, which, percent: random.pick([20, 50, 100, 100]), inquiry: random.chance(0.35) }
    case 'escalate':
    case 'reverse-dispute':
    case 'fail-refund':
    case 'fraud-warning':
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
    case 'pause-billing':
      return { do: kind, behavior: random.pick(['keep_as_draft', 'mark_uncollectible', 'void']) }
    case 'write-off':
      return { do: kind, voids: random.chance(0.4) }
    case 'set-quantity':
      return { do: kind, quantity: random.int(1, 3) }
    case 'give-trial':
      return { do: kind, days: random.pick([3, 14, 40]), pauses: random.chance(0.4) }
    case 'new-card':
      return { do: kind, fails: random.chance(0.4) }
    case 'spend':
      return { do: kind, credits: random.pick([5, 20, 60, 150, 400, 1_500]) }
    case 'time': {
      const toReset = random.chance(0.5)
      const seconds = random.pick(toReset ? AFTER_RESET : [2 * HOUR, 9 * HOUR, DAY, 3 * DAY, 6 * DAY])
      return { do: kind, toReset, seconds }
    }
    default:
      return { do: kind }
  }
}
