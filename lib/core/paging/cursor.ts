/**
 * The position of a row in a list sorted by time and then id: `1795873913681123-<id>`. Created by `page.ts`, passed in
 * URLs, and validated by `list-query.ts`.
 */
export type Cursor = string

/** The format of a list's ids. */
export type IdKind = 'uuid' | 'text'

const IDS: Record<IdKind, RegExp> = {
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  text: /^[\w.:-]{1,255}$/,
}
const CURSOR = /^(\d{1,16})-(.+)$/
const END_MS = Date.UTC(2200, 0, 1)

/** The time with microseconds in PostgreSQL's format, and the id. Null if this is not a cursor. */
export function decodeCursor(cursor: Cursor): { at: string; id: string } | null {
  const [, micros, id] = CURSOR.exec(cursor) ?? []
  if (micros === undefined || id === undefined) return null
  const ms = Math.floor(Number(micros) / 1_000)
  if (ms >= END_MS) return null
  const rest = String(Number(micros) % 1_000).padStart(3, '0')
  return { at: new Date(ms).toISOString().replace('Z', `${rest}Z`), id }
}

/** Whether text from outside is a valid cursor for a list with such ids. */
export function isCursor(text: string, ids: IdKind): boolean {
  const decoded = decodeCursor(text)
  return decoded !== null && IDS[ids].test(decoded.id)
}
