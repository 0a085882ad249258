import { createHash } from 'node:crypto'
import { assert } from '@/lib/core/assert'

/** The allowed types, and how they are served. Types that a browser could run, such as SVG and HTML, are not allowed. */
const mediaTypes = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  // Served as bytes: feed files have any encoding, and browsers should download them.
  xml: 'application/octet-stream',
  json: 'application/octet-stream',
} as const
export type FileEnding = keyof typeof mediaTypes

const NAME = /^[0-9a-f]{64}\.(png|jpg|webp|pdf|csv|xml|json)$/

/** A file's name is the hash of its content: the same bytes have the same name, and a name never changes its content. */
export function fileNameOf(bytes: Uint8Array, ending: FileEnding): string {
  return `${createHash('sha256').update(bytes).digest('hex')}.${ending}`
}

export const isFileName = (name: string): boolean => NAME.test(name)

export function mediaTypeOf(name: string): string {
  const ending = NAME.exec(name)?.[1]
  assert(ending, 'a file has the name it was stored with')
  return mediaTypes[ending as FileEnding]
}
