/**
 * Decodes a text file by its bytes: UTF-8, UTF-16 with or without a byte order mark, and the legacy encodings of Excel on
 * Windows and Mac.
 */
export function decodeBytes(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = wideEncoding(bytes) ?? narrowEncoding(bytes)
  return { text: new TextDecoder(encoding).decode(bytes).replace(/^\uFEFF/, ''), encoding }
}

const SAMPLE_BYTES = 4_000

/** UTF-16 by its byte order mark, or by the zero bytes of Latin letters. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i += 1) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = sample.length / 8
  if (odd > many && even < odd / 4) return 'utf-16le'
  if (even > many && odd < even / 4) return 'utf-16be'
  return null
}

function narrowEncoding(bytes: Uint8Array): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return isDamagedUtf8(bytes) ? 'utf-8' : eightBitEncoding(bytes)
  }
}

/** Valid UTF-8 except for a few bytes, such as a character cut in half. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  let [valid, broken] = [0, 0]
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) continue
    const following = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0
    let found = 0
    while (found < following && ((bytes[i + found + 1] ?? 0) & 0xc0) === 0x80) found += 1
    if (following > 0 && found === following) valid += 1
    else broken += 1
    i += found
  }
  return valid >= 10 * broken
}

/** Excel for Mac ends lines with a single CR and uses Mac Roman. */
function eightBitEncoding(bytes: Uint8Array): string {
  const isMac = bytes.includes(13) && !bytes.includes(10)
  if (!isMac) return 'windows-1252'
  const accents = (encoding: string) =>
    new TextDecoder(encoding).decode(bytes).match(/[a-z][à-öø-ÿß]|[à-öø-ÿß][a-z]/giu)?.length ?? 0
  return accents('macintosh') > accents('windows-1252') ? 'macintosh' : 'windows-1252'
}
