import type { ignoredReasons } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { isMissing } from '../responses.ts'
import { checkoutEvents } from './checkout-events.ts'
import { type EventFamily, named } from './family.ts'
import { chargeEvents, fraudEvents, moneyBackEvents } from './payment-events.ts'
import type { EventObject, SignedEvent } from './signed-event.ts'
import { customerEvents, invoiceEvents, subscriptionEvents } from './subscription-events.ts'

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

/** The events our webhook endpoint subscribes to. */
export const handledEvents = families.flatMap(({ types }) => types)

/** Applies an event through its family. Events that are not ours are ignored with a reason (R30). */
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
    // An object that Stripe does not have will not appear later, so retrying is pointless.
    if (!isMissing(error, idsIn(object))) throw error
    return ignored(isOurMode(event.livemode) ? 'unknown-object' : 'other-mode')
  }
}

const ignored = (reason: IgnoredReason): Applied => ({ status: 'ignored', reason })

/** The objects an event refers to. Any other missing object is a failure of ours. */
const idsIn = (object: EventObject): string[] =>
  ['id', 'customer', 'charge'].map((field) => named(object, field)).filter((id) => id !== null)

const isOurMode = (livemode: boolean | undefined): boolean =>
  livemode === undefined || livemode === /^[sr]k_live_/.test(env().STRIPE_SECRET_KEY)
