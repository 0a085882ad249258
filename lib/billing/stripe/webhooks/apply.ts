import type { ignoredReasons } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { isMissing } from '../missing.ts'
import { checkoutEvents } from './checkout-events.ts'
import { customerEvents } from './customer-events.ts'
import { type EventFamily, named } from './family.ts'
import { chargeEvents, fraudEvents, moneyBackEvents } from './payment-events.ts'
import type { EventObject, SignedEvent } from './signed-event.ts'
import { invoiceEvents, subscriptionEvents } from './subscription-events.ts'

type IgnoredReason = (typeof ignoredReasons)[number]
export type Applied =
  | { status: 'applied'; workspaceId: number }
  | { status: 'ignored'; reason: IgnoredReason }

const families: readonly EventFamily[] = [
  checkoutEvents,
  subscriptionEvents,
  invoiceEvents,
  chargeEvents,
  moneyBackEvents,
  customerEvents,
  fraudEvents,
]

/** What our webhook endpoint asks Stripe for. */
export const handledEvents = families.flatMap(({ types }) => types)

/** Does what an event of its family makes us do. What is plainly not ours is ignored, with the reason (R30). */
export async function applyEvent(event: SignedEvent): Promise<Applied> {
  if (event.object === 'v2.core.event') return ignored('thin-event')
  if (event.account) return ignored('connect')
  const family = families.find(({ types }) => types.some((type) => type === event.type))
  if (!family) return ignored('not-handled')
  const { object } = event.data
  try {
    const workspaceId = await family.apply(object)
    return workspaceId === null ? ignored('other-product') : { status: 'applied', workspaceId }
  } catch (error) {
    // What Stripe does not have today it will not have tomorrow: trying for two days would tell nothing new.
    if (!isMissing(error, idsIn(object))) throw error
    return ignored(isOurMode(event.livemode) ? 'unknown-object' : 'other-mode')
  }
}

const ignored = (reason: IgnoredReason): Applied => ({ status: 'ignored', reason })

/** The objects an event is about. One that is missing further away is a failure of ours. */
const idsIn = (object: EventObject): string[] =>
  ['id', 'customer', 'charge'].map((field) => named(object, field)).filter((id) => id !== null)

const isOurMode = (livemode: boolean | undefined): boolean =>
  livemode === undefined || livemode === /^[sr]k_live_/.test(env().STRIPE_SECRET_KEY)
