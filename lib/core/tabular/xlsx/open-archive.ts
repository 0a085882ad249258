import { setImmediate } from 'node:timers/promises'
import { Unzip, UnzipInflate } from 'fflate'
import { unreadable } from '../table'

/** Parts of a workbook together. Typical workbooks of 3 MB unpack to 30 MB, a zip bomb to gigabytes. */
const MOST_UNPACKED_BYTES = 60_000_000
/** Deflate packs at most 1,032 bytes into one, so a piece unpacks to 2 MB at most before the size is checked. */
const PIECE_BYTES = 2_000
const PIECES_PER_TURN = 20

const WANTED =
  /^xl\/(workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i

/**
 * Unpacks the parts of a workbook that hold its cells. The size is checked while unpacking, because the sizes that an archive
 * declares can be wrong. Other work of the process continues in between.
 * @throws Refusal `file.unreadable`
 */
export async function openArchive(bytes: Uint8Array): Promise<Map<string, Uint8Array[]>> {
  const parts = new Map<string, Uint8Array[]>()
  let size = 0
  const unzip = new Unzip((file) => {
    if (!WANTED.test(file.name)) return
    const pieces: Uint8Array[] = []
    parts.set(file.name.toLowerCase(), pieces)
    file.ondata = (error, piece) => {
      if (error) throw error
      size += piece.length
      if (size > MOST_UNPACKED_BYTES)
        throw unreadable(
          'This workbook is too large when it is unpacked. Save the sheet as CSV and try again.',
        )
      pieces.push(piece)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0, turn = 1; at < bytes.length; at += PIECE_BYTES, turn += 1) {
    unzip.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length)
    if (turn % PIECES_PER_TURN === 0) await setImmediate()
  }
  return parts
}
