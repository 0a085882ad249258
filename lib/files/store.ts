/** Stores bytes under keys whose content never changes. */
export type FileStore = {
  /** Atomic and idempotent. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** Null when there is none. The caller reads or cancels the stream. */
  get(key: string): Promise<StoredFile | null>
  /** Idempotent. */
  remove(key: string): Promise<void>
  /** Throws if nothing can be stored at the moment. Stores nothing. */
  check(): Promise<void>
}

export type StoredFile = { sizeBytes: number | null; stream: ReadableStream<Uint8Array> }
