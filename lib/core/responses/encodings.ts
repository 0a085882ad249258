import * as zlib from 'node:zlib'
import { constants } from 'node:zlib'

/** For files of the build, which are compressed once. */
export type FileEncoding = 'br' | 'gzip'
/** For answers that are made now. */
export type Encoding = FileEncoding | 'zstd'
export type Encodings = { whole: Encoding; file: FileEncoding }

/**
 * Zstandard where the client takes it, as most browsers do over HTTPS: half of Brotli's time for a page, and 2% more bytes. A file
 * is smallest with Brotli, whatever time that takes. Null if the client takes none of ours.
 */
export function encodingsFor(accepted: string | string[] | undefined): Encodings | null {
  const offered = new Map<string, number>()
  for (const part of String(accepted ?? '')
    .toLowerCase()
    .split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    const q = parameters.find((parameter) => parameter.startsWith('q='))
    offered.set(name, q === undefined ? 1 : Number(q.slice(2)) || 0)
  }
  const takes = (name: Encoding) => (offered.get(name) ?? offered.get('*') ?? 0) > 0
  const file = (['br', 'gzip'] as const).find(takes)
  if (!file) return null
  // A client that takes anything means what it knows, and that may not be the newest.
  const takesZstd = HAS_ZSTD && (offered.get('zstd') ?? 0) > 0
  return { whole: takesZstd ? 'zstd' : file, file }
}

/** Node.js has it since 22.15. */
const HAS_ZSTD = typeof zlib.zstdCompressSync === 'function'

/** Text; pictures, fonts, archives and PDFs are compressed already, and events must arrive one by one. */
export const isCompressible = (contentType: string): boolean =>
  /^(text\/(?!event-stream)|application\/(json|javascript|xml|[\w.-]+\+(json|xml))\b|image\/svg\+xml)/.test(
    contentType,
  )

/** A whole answer at once. A page takes a fifth of a millisecond. Zstandard's window is 1 MB at this level; browsers take 8 (RFC 9659). */
const ZSTD_LEVEL = 2
const BROTLI_QUALITY = 2
const GZIP_LEVEL = 2

export function compressWhole(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'gzip') return zlib.gzipSync(body, { level: GZIP_LEVEL })
  if (encoding === 'zstd') return zlib.zstdCompressSync(body, zstd(body.byteLength))
  return zlib.brotliCompressSync(body, brotli(BROTLI_QUALITY, body.byteLength))
}

/** A file that is sent again and again. */
const FILE_QUALITY = 9
const FILE_LEVEL = 9

export function compressFile(body: Buffer, encoding: FileEncoding): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, compressed: Buffer) => (error ? reject(error) : resolve(compressed))
    if (encoding === 'gzip') zlib.gzip(body, { level: FILE_LEVEL }, done)
    else zlib.brotliCompress(body, brotli(FILE_QUALITY, body.byteLength), done)
  })
}

const zstd = (size: number): zlib.ZstdOptions => ({
  pledgedSrcSize: size,
  params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL },
})

const brotli = (quality: number, size: number): zlib.BrotliOptions => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: size },
})

/**
 * A gzip stream of pieces that a browser can show one after the other. Each is compressed on its own, which keeps no state
 * and needs no thread: blocks of a deflate stream that end at a byte can follow each other (RFC 1951, 1952).
 */
export class GzipPieces {
  private checksum = 0
  private size = 0
  private isFirst = true

  next(piece: Buffer): Buffer {
    return this.add(
      piece,
      zlib.deflateRawSync(piece, { level: GZIP_LEVEL, finishFlush: constants.Z_SYNC_FLUSH }),
    )
  }

  last(piece: Buffer): Buffer {
    const body = this.add(piece, zlib.deflateRawSync(piece, { level: GZIP_LEVEL }))
    const trailer = Buffer.alloc(8)
    trailer.writeUInt32LE(this.checksum, 0)
    trailer.writeUInt32LE(this.size % 2 ** 32, 4)
    return Buffer.concat([body, trailer])
  }

  private add(piece: Buffer, compressed: Buffer): Buffer {
    this.checksum = zlib.crc32(piece, this.checksum)
    this.size += piece.byteLength
    if (!this.isFirst) return compressed
    this.isFirst = false
    return Buffer.concat([GZIP_HEADER, compressed])
  }
}

/** No file name, no time, unknown system. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
