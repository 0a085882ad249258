/** How many answers are kept; the oldest goes first. */
const MOST_KEPT = 1_000

type Options<Answer> = {
  forMs: number
  /** Answers that are asked for again, such as one that is incomplete because a service was unavailable. */
  isKept?(answer: Answer): boolean
}

/**
 * Keeps answers of another service for a short time, in this process. The key contains everything of ours that the answer
 * depends on, so a change in any process leads to a new key. Callers of the same key share one request; failures are not kept.
 */
export class KeptAnswers<Answer> {
  private readonly kept = new Map<string, { answer: Promise<Answer>; until: number }>()

  constructor(private readonly options: Options<Answer>) {}

  read(key: readonly unknown[], ask: () => Promise<Answer>): Promise<Answer> {
    const name = JSON.stringify(key)
    const known = this.kept.get(name)
    if (known && known.until > performance.now()) return known.answer
    const answer = ask()
    const entry = { answer, until: performance.now() + this.options.forMs }
    this.kept.delete(name)
    this.kept.set(name, entry)
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break
      this.kept.delete(oldest)
    }
    const forget = () => {
      if (this.kept.get(name) === entry) this.kept.delete(name)
    }
    answer.then((value) => this.options.isKept?.(value) === false && forget(), forget)
    return answer
  }
}
