import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file of a ZIP: `bytes` as they are, for pictures, which already are compressed; `text` of any length, compressed. */
export type ZipEntry = { name: string } & (
  | { bytes: Uint8Array }
  | { text: AsyncIterable<string> | Iterable<string> }
)

/** A ZIP file, in pieces: nothing but one file's bytes, or the current piece of its text, is in memory. */
export async function* zipFiles(
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
  for await (const entry of entries) {
    if ('bytes' in entry) {
      const file = new ZipPassThrough(entry.name)
      zip.add(file)
      file.push(entry.bytes, true)
    } else {
      const file = new ZipDeflate(entry.name, { level: 6 })
      zip.add(file)
      for await (const text of entry.text) {
        file.push(encoder.encode(text))
        yield* take()
      }
      file.push(new Uint8Array(0), true)
    }
    yield* take()
  }
  zip.end()
  yield* take()
}
