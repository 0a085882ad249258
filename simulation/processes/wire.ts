/** Splits a stream of bytes into PostgreSQL's messages: a type, four bytes of length, the rest. */
export class Messages {
  private rest = Buffer.alloc(0)
  private started: boolean

  /** A client's first message has no type. */
  constructor(side: 'client' | 'server') {
    this.started = side === 'server'
  }

  /** The complete messages so far. `type` is empty for a client's first one. */
  *take(chunk: Buffer): Generator<{ type: string; bytes: Buffer }> {
    this.rest = Buffer.concat([this.rest, chunk])
    while (true) {
      const head = this.started ? 1 : 0
      if (this.rest.length < head + 4) return
      const length = head + this.rest.readInt32BE(head)
      if (this.rest.length < length) return
      const bytes = this.rest.subarray(0, length)
      this.rest = this.rest.subarray(length)
      const type = this.started ? String.fromCharCode(bytes[0] ?? 0) : ''
      this.started = true
      yield { type, bytes }
    }
  }
}

/** The server's message that a transaction was committed. */
export function isCommitted({ type, bytes }: { type: string; bytes: Buffer }): boolean {
  return type === 'C' && bytes.subarray(5).toString('latin1').startsWith('COMMIT\0')
}
