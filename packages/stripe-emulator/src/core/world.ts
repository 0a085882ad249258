import type Stripe from 'stripe'
import { Clock } from './clock'
import type { Store } from './store'

export const API_VERSION = '2026-10-28.endive'

/** The only account of the emulator. */
export const ACCOUNT = { name: 'Market Trak', country: 'US', supportEmail: 'billing@market-trak.test' }

/** The context of every operation: the stored objects, the time, and the request. */
export class World {
  readonly clock: Clock
  request: Stripe.Event.Request | null = null
  /** Called after events are written, so deliveries are sent immediately instead of at the next tick. */
  onDeliveriesWritten: () => void = () => {}

  constructor(
    readonly store: Store,
    readonly baseUrl: string,
    readonly log: (line: string) => void = () => {},
    machineMs: () => number = Date.now,
  ) {
    this.clock = new Clock(store, machineMs)
  }

  now(): number {
    return this.clock.nowSeconds()
  }

  /** Runs at the time of the customer's test clock, or the shared clock if there is none. */
  atCustomerTime<T>(customerId: string | null, work: () => T): T {
    const clockId = this.store.find('customer', customerId)?.test_clock
    const testClock = typeof clockId === 'string' && this.store.find('test_helpers.test_clock', clockId)
    return testClock ? this.clock.at(testClock.frozen_time, work) : work()
  }
}
