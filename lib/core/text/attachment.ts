/** Names of files that people download, and the header that carries them. */

const MOST_CHARACTERS = 120

/**
 * A name that every file system takes: what it cannot hold becomes a space, and the extension stays whole however long
 * the words are. "Market report 98103 Nov 2026.pdf".
 */
export function downloadName(words: string, extension: string): string {
  const name = words
    .normalize('NFC')
    // Control characters, and what Windows, macOS or a header forbid.
    .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  const fitting = Array.from(name)
    .slice(0, MOST_CHARACTERS)
    .join('')
    // A dot or space in front hides the file, and one at the end is dropped by Windows.
    .replace(/^[. ]+|[. ]+$/g, '')
  return `${fitting || 'Download'}.${extension}`
}

/** The value of `Content-Disposition` that saves the answer as `name`: plain for old browsers, in full for the rest. */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

/** What every answer has that is saved as a file; it is this person's, so nothing on the way keeps it. */
export const fileHeaders = (name: string, mediaType: string) => ({
  'Content-Type': mediaType,
  'Content-Disposition': attachment(name),
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
})

/** "Nov 2026". */
export const monthInName = (instant: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone }).format(new Date(instant))

/** "Nov 28 2026": without the comma that a name does not need. */
export const dayInName = (instant: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'short', year: 'numeric', timeZone })
    .format(new Date(instant))
    .replace(',', '')
