/** File names of downloads and the header that sets them. */

const MAX_CHARACTERS = 120

/**
 * A file name that works on every file system: forbidden characters become spaces, long titles are cut, and the extension
 * is kept. "Market report 98103 Nov 2026.pdf".
 */
export function downloadName(title: string, extension: string): string {
  const name = title
    .normalize('NFC')
    // Control characters, and what Windows, macOS or a header forbid.
    .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  const fitting = Array.from(name)
    .slice(0, MAX_CHARACTERS)
    .join('')
    // A leading dot hides the file, and Windows drops a trailing dot or space.
    .replace(/^[. ]+|[. ]+$/g, '')
  return `${fitting || 'Download'}.${extension}`
}

/** A `Content-Disposition` value that saves the response as `name`: ASCII for old browsers, full for others. */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

/** Headers of every file download. Private, so caches don't store it. */
export const fileHeaders = (name: string, mediaType: string) => ({
  'Content-Type': mediaType,
  'Content-Disposition': attachment(name),
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
})

/** "Nov 2026". */
export const monthInName = (instant: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric', timeZone }).format(new Date(instant))

/** "Nov 28 2026": without the comma. */
export const dayInName = (instant: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'short', year: 'numeric', timeZone })
    .format(new Date(instant))
    .replace(',', '')
