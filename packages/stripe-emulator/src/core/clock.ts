import type { Store } from './store'

/**
 * The emulator's time: the machine's time plus the skipped time, or a fixed time while something due at that time runs (a
 * renewal, a customer on a test clock).
 */
export class Clock {
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
