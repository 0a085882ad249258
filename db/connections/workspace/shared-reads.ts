/** Runs reads of one workspace in a transaction. */
type Run<Tx> = (workspaceId: number, read: (tx: Tx) => Promise<unknown>) => Promise<unknown>

type Waiting<Tx> = {
  read(tx: Tx, workspaceId: number): Promise<unknown>
  result: Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** A transaction with more reads would make the first of them wait for the last. */
const MOST_TOGETHER = 24

/**
 * Reads of one workspace that start in the same turn of the event loop, such as those of a page's cards, share a
 * transaction: the role, the workspace and the commit are sent once for all of them. The same function runs once for all
 * who start it. A read that fails ends the transaction, so then each runs again in its own, and only those that fail again
 * are failures.
 */
export class SharedReads<Tx> {
  private readonly waiting = new Map<number, Waiting<Tx>[]>()

  constructor(private readonly run: Run<Tx>) {}

  add<T>(workspaceId: number, read: (tx: Tx, workspaceId: number) => Promise<T>): Promise<T> {
    const together = this.waiting.get(workspaceId)
    const same = together?.find((one) => one.read === read)
    if (same) return same.result as Promise<T>
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const one: Waiting<Tx> = { read, result: promise, resolve: resolve as (value: unknown) => void, reject }
    if (together && together.length < MOST_TOGETHER) {
      together.push(one)
      return promise
    }
    const reads = [one]
    this.waiting.set(workspaceId, reads)
    setImmediate(() => {
      if (this.waiting.get(workspaceId) === reads) this.waiting.delete(workspaceId)
      void this.runAll(workspaceId, reads)
    })
    return promise
  }

  private async runAll(workspaceId: number, reads: Waiting<Tx>[]): Promise<void> {
    if (reads.length > 1) {
      try {
        const values = await this.run(workspaceId, (tx) =>
          Promise.all(reads.map(({ read }) => read(tx, workspaceId))),
        )
        for (const [at, { resolve }] of reads.entries()) resolve((values as unknown[])[at])
        return
      } catch {
        // Each gets its own answer below.
      }
    }
    await Promise.all(
      reads.map(({ read, resolve, reject }) =>
        this.run(workspaceId, (tx) => read(tx, workspaceId)).then(resolve, reject),
      ),
    )
  }
}
