import { Zip, ZipDeflate } from 'fflate'

export type ZipEntry = { name: string; content: AsyncIterable<string> | Iterable<string> }

/** A ZIP file of text files, in pieces: nothing but the current piece of the current file is in memory. */
export async function* zipText(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  const take = () => {
    const pieces = ready
    ready = []
    return pieces
  }
  const encoder = new TextEncoder()
  for await (const { name, content } of entries) {
    const file = new ZipDeflate(name, { level: 6 })
    zip.add(file)
    for await (const text of content) {
      file.push(encoder.encode(text))
      yield* take()
    }
    file.push(new Uint8Array(0), true)
    yield* take()
  }
  zip.end()
  yield* take()
}
