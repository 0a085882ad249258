import { expireSession } from '@/packages/stripe-emulator/src/checkout/sessions'
import type { World } from '@/packages/stripe-emulator/src/core/world'
import { endPause } from '../pause'
import {
  cancelDue,
  expireUpdate,
  finalizeDue,
  giveUpIncomplete,
  renew,
  retryDue,
  tellTrialEnds,
} from '../renew'
import { enterNextPhase } from '../schedules/schedule-phases'

const HOUR = 3_600
const DAY = 24 * HOUR
/** Enough for years of a full demo; guards against work that keeps becoming due. */
const MAX_STEPS = 50_000

const field = (path: string) => `json_extract(objects.json, '$.${path}')`

/**
 * Everything that happens automatically: when it is due and what it does. Within the same second this order applies: a
 * schedule changes the plan before the renewal bills it.
 */
const HAPPENINGS: ReadonlyArray<{
  object: string
  dueAt: string
  when: string
  run: (world: World, id: string) => void
}> = [
  {
    object: 'subscription',
    dueAt: field('pending_update.expires_at'),
    when: `${field('status')} <> 'canceled'`,
    run: expireUpdate,
  },
  {
    object: 'subscription_schedule',
    dueAt: field('current_phase.end_date'),
    when: `${field('status')} = 'active'`,
    run: enterNextPhase,
  },
  {
    object: 'subscription',
    dueAt: field('pause_collection.resumes_at'),
    when: `${field('status')} <> 'canceled'`,
    run: endPause,
  },
  {
    object: 'subscription',
    dueAt: field('cancel_at'),
    when: `${field('status')} not in ('canceled', 'incomplete_expired') and not ${field('cancel_at_period_end')}`,
    run: cancelDue,
  },
  {
    object: 'subscription',
    dueAt: `${field('trial_end')} - ${3 * DAY}`,
    when: `${field('status')} = 'trialing' and not exists (
      select 1 from settings where name = 'told.trial_will_end.' || objects.id and cast(settings.json as integer) = ${field('trial_end')})`,
    run: tellTrialEnds,
  },
  {
    object: 'subscription',
    dueAt: field('items.data[0].current_period_end'),
    when: `${field('status')} in ('active', 'trialing', 'past_due', 'unpaid')`,
    run: renew,
  },
  {
    object: 'subscription',
    dueAt: `${field('created')} + ${23 * HOUR}`,
    when: `${field('status')} = 'incomplete'`,
    run: giveUpIncomplete,
  },
  {
    object: 'invoice',
    dueAt: field('automatically_finalizes_at'),
    when: `${field('status')} = 'draft' and ${field('auto_advance')}`,
    run: finalizeDue,
  },
  {
    object: 'invoice',
    dueAt: field('next_payment_attempt'),
    when: `${field('status')} = 'open' and ${field('auto_advance')}`,
    run: retryDue,
  },
  {
    object: 'checkout.session',
    dueAt: field('expires_at'),
    when: `${field('status')} = 'open'`,
    run: (world, id) => expireSession(world, world.store.need('checkout.session', id)),
  },
]

const QUERY = `${HAPPENINGS.map(
  ({ object, dueAt, when }, rank) => `
    select id, seq, ${rank} as rank, ${dueAt} as due_at from objects
    where object = '${object}' and ${when} and ${dueAt} <= :until and ${field('test_clock')} is :clock`,
).join(' union all ')} order by due_at, rank, seq limit 1`

/** Runs everything due until a time, one by one, each at its own time and in its own transaction. */
export function runDue(world: World, untilSeconds: number, testClock: string | null): number {
  const next = world.store.db.prepare(QUERY)
  for (let step = 0; step < MAX_STEPS; step++) {
    const row = next.get({ ':until': untilSeconds, ':clock': testClock })
    if (!row) return step
    const happening = HAPPENINGS[Number(row.rank)]
    world.clock.at(Number(row.due_at), () =>
      world.store.transaction(() => happening?.run(world, String(row.id))),
    )
  }
  throw new Error(`more than ${MAX_STEPS} tasks were due at the same time`)
}

/** Advances the shared clock and runs everything that becomes due, in order. */
export function advance(world: World, seconds: number): { nowSeconds: number; happened: number } {
  const target = world.now() + seconds
  const happened = runDue(world, target, null)
  world.clock.skipTo(target)
  return { nowSeconds: target, happened }
}
