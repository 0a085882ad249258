import type { Store } from './store'

/**
 * The stand-in's time: the machine's, plus what was skipped by advancing, or a moment held still while
 * something due at that moment is being done (a renewal, a customer on a test clock).
 */
export class Clock {
  private held: number | null = null

  constructor(
    private readonly store: Store,
    /** The machine's time; a test may hold it still. */
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
