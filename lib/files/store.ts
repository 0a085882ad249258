/** Where bytes are kept, under keys that never change their content. */
export type FileStore = {
  /** All or nothing; putting the same key again is harmless. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** Null: there is none. The stream is the caller's to read or to cancel. */
  get(key: string): Promise<StoredFile | null>
  /** Removing what is not there is harmless. */
  remove(key: string): Promise<void>
}

export type StoredFile = { sizeBytes: number | null; stream: ReadableStream<Uint8Array> }
