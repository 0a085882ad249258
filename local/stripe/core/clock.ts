import type { Store } from './store'

/**
 * The stand-in's time: the machine's, plus what was skipped by advancing, or a moment held still while
 * something due at that moment is being done (a renewal, a customer on a test clock).
 */
export class Clock {
  private held: number | null = null

  constructor(private readonly store: Store) {}

  nowSeconds(): number {
    return this.held ?? Math.floor(Date.now() / 1000) + this.skippedSeconds()
  }

  skippedSeconds(): number {
    return this.store.setting('clock.skipped_seconds', 0)
  }

  skipTo(seconds: number): void {
    this.store.saveSetting('clock.skipped_seconds', seconds - Math.floor(Date.now() / 1000))
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
