/** Invisible characters that programs put around text: zero-width and directional marks, soft hyphens. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g
/** What programs write when they know nothing. */
const NOTHING =
  /^(?:n\.?\/?a\.?|none|null|nil|undefined|unknown|nan|#n\/a|#null!|#ref!|#value!|[-–—.?_*\s]+|\(blank\)|\(none\)|\(no name\))$/i

/**
 * The text of a cell on one line, without invisible characters. Blank for placeholders such as `n/a` and `-`, and without
 * the apostrophe that our exports and others put in front of formulas.
 */
export function cleanCell(cell: string | undefined, most = 300): string {
  const text = (cell ?? '')
    .slice(0, 4 * most)
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '')
  return NOTHING.test(text) ? '' : text.slice(0, most).trim()
}

/** Several values in one cell, as Google writes them: `+1 206 555 0100 ::: 206 555 0199`. */
export const valuesIn = (text: string): string[] => text.split(/\s*:::\s*/).filter(Boolean)
