/**
 * Statements that a process sends again and again. They are prepared, so that PostgreSQL parses and plans them once per
 * connection and they need one round trip instead of two. Their number is limited, because a connection keeps them.
 */
const AFTER_TIMES = 3
const MOST_PREPARED = 400
const MOST_LENGTH = 20_000
const MOST_COUNTED = 2_000

export class RepeatedStatements {
  private readonly repeated = new Set<string>()
  private readonly counts = new Map<string, number>()

  /** Counts this use of a statement; true if it is one of those that repeat. */
  use(text: string): boolean {
    if (this.repeated.has(text)) return true
    if (this.repeated.size >= MOST_PREPARED || text.length > MOST_LENGTH) return false
    const times = (this.counts.get(text) ?? 0) + 1
    if (times >= AFTER_TIMES) {
      this.counts.delete(text)
      this.repeated.add(text)
      return true
    }
    // Statements that are built for one input never return.
    if (this.counts.size >= MOST_COUNTED) this.counts.clear()
    this.counts.set(text, times)
    return false
  }
}
