/** A response body from a generator of text, pulled only as fast as the client reads. */
export function textStream(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return streamOf(chunks, (text) => encoder.encode(text))
}

/** The same for bytes. */
export const byteStream = (chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  streamOf(chunks, (bytes) => bytes)

function streamOf<T>(
  chunks: AsyncGenerator<T>,
  encode: (chunk: T) => Uint8Array,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(encode(value))
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}
