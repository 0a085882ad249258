import type Stripe from 'stripe'
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

/**
 * The emulator's time: the machine's time plus the skipped time, or a fixed time while something due at that time runs (a
 * renewal, a customer on a test clock).
 */
class Clock {
  private held: number | null = null

  constructor(
    private readonly store: Store,
    /** The machine's time; tests can fix it. */
    readonly machineMs: () => number,
  ) {}

  nowSeconds(): number {
    return this.held ?? Math.floor(this.machineMs() / 1000) + this.skippedSeconds()
  }

  skippedSeconds(): number {
    return this.store.setting('clock.skipped_seconds', 0)
  }

  skipTo(seconds: number): void {
    this.store.saveSetting('clock.skipped_seconds', seconds - Math.floor(this.machineMs() / 1000))
  }

  at<T>(seconds: number, work: () => T): T {
    const before = this.held
    this.held = seconds
    try {
      return work()
    } finally {
      this.held = before
    }
  }
}
