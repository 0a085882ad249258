import type { ServerResponse } from 'node:http'
import { compressFile, type FileEncoding } from './encodings'

/** Scripts and styles of a build take less than a tenth of it. */
const MOST_BYTES = 16 * 1_024 * 1_024

const kept = new Map<string, Promise<Buffer>>()
let keptBytes = 0

/** A file of the build, whose URL names its content. */
export const isKeptFile = (
  url: string,
  response: Pick<ServerResponse, 'statusCode' | 'getHeader'>,
): boolean =>
  url.startsWith('/_next/static/') &&
  response.statusCode === 200 &&
  String(response.getHeader('Cache-Control') ?? '').includes('immutable')

/** Its compressed form, which is made once per process, as small as that gets. */
export function compressedFile(url: string, body: Buffer, encoding: FileEncoding): Promise<Buffer> {
  const key = `${encoding} ${url.split('?', 1)[0]}`
  const known = kept.get(key)
  if (known) return known
  const made = compressFile(body, encoding)
  if (keptBytes + body.byteLength <= MOST_BYTES) {
    keptBytes += body.byteLength
    kept.set(key, made)
    made.catch(() => kept.delete(key))
  }
  return made
}
