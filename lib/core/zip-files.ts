import { Zip, ZipPassThrough } from 'fflate'

/**
 * A ZIP file of whole files, in pieces, one file in memory at a time. Not compressed: for pictures, which already are. Text files
 * of any length are written by lib/retention/export/zip.ts.
 */
export async function* zipFiles(
  files: AsyncIterable<{ name: string; bytes: Uint8Array }>,
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
  for await (const { name, bytes } of files) {
    const file = new ZipPassThrough(name)
    zip.add(file)
    file.push(bytes, true)
    yield* take()
  }
  zip.end()
  yield* take()
}
