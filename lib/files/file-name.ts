import { createHash } from 'node:crypto'
import { assert } from '@/lib/core/assert'

/** What may be kept, and how it is served. What a browser could run (SVG, HTML) is not among it. */
const mediaTypes = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  // As bytes: a feed's file is kept in whatever encoding it came, and a browser is not to draw it.
  xml: 'application/octet-stream',
  json: 'application/octet-stream',
} as const
export type FileEnding = keyof typeof mediaTypes

const NAME = /^[0-9a-f]{64}\.(png|jpg|webp|pdf|csv|xml|json)$/

/** A file is named for its content: the same bytes are the same file, and a name never means other bytes. */
export function fileNameOf(bytes: Uint8Array, ending: FileEnding): string {
  return `${createHash('sha256').update(bytes).digest('hex')}.${ending}`
}

export const isFileName = (name: string): boolean => NAME.test(name)

export function mediaTypeOf(name: string): string {
  const ending = NAME.exec(name)?.[1]
  assert(ending, 'a file has the name that it was stored under')
  return mediaTypes[ending as FileEnding]
}
