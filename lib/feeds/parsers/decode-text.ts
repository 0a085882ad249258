/**
 * Decodes a file by its bytes. CRMs often declare the wrong encoding, such as UTF-16 for UTF-8 or UTF-8 for Windows-1252. The
 * declaration only counts when the bytes are ambiguous.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes)
  if (marked) return decode(bytes, marked)
  const utf8 = tryDecode(bytes, 'utf-8')
  // Text that is valid UTF-8 is almost never anything else.
  if (utf8 !== null) return utf8
  const declared = declaredEncoding(bytes)
  return declared && !/^utf-?(8|16)/i.test(declared)
    ? (tryDecode(bytes, declared) ?? decode(bytes, 'windows-1252'))
    : decode(bytes, 'windows-1252')
}

/** Detects an encoding by byte order mark, or by the zero bytes of UTF-16 without one. */
function markedEncoding([first, second, third, fourth]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (second === 0 && fourth === 0 && first && third) return 'utf-16le'
  if (first === 0 && third === 0 && second && fourth) return 'utf-16be'
  return null
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return /<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]{1,40})["']/i.exec(head)?.[1] ?? null
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const decode = (bytes: Uint8Array, encoding: string) => new TextDecoder(encoding).decode(bytes)
