/** A part of an email. Only parts without parts of their own are returned. */
type MimePart = {
  /** In lower case, without parameters: `message/delivery-status`. */
  type: string
  /** `report-type` of a `multipart/report`, and the like. */
  parameters: string
  text: string
}

export type MimeEmail = { headers: HeaderFields; type: string; parameters: string; parts: MimePart[] }

/** The values of each header field by its name in lower case, in their order. */
export type HeaderFields = ReadonlyMap<string, readonly string[]>

const MAX_DEPTH = 8
const MAX_PARTS = 60
/** More than any report says. The rest of a part is the returned email. */
const MAX_PART_CHARACTERS = 200_000
const FIELD_NAME = /^[!-9;-~]+$/

/**
 * Reads an email into its parts. Bounces need a reader of their own: mailparser merges `message/delivery-status` and
 * returned emails that are marked `inline` into the text, and fails on the broken emails that some servers send.
 */
export function readMime(email: Uint8Array): MimeEmail {
  // One character per byte, decoded part by part.
  const bytes = Buffer.from(email).toString('latin1')
  // Files saved by mail programs may start with an mbox line.
  const { head, body } = splitHead(bytes.replace(/^[\r\n]+/, '').replace(/^>?From [^\r\n]*\r?\n/, ''))
  const headers = readHeaderFields(decodeBytes(head, ''))
  const { type, parameters } = contentTypeOf(headers)
  const parts: MimePart[] = []
  collectParts(headers, body, parts, 0)
  return { headers, type, parameters, parts }
}

export const firstField = (headers: HeaderFields, name: string): string => headers.get(name)?.[0] ?? ''

/** Parses the header fields before the first empty line. A line that starts with a space continues the previous field. */
export function readHeaderFields(text: string): HeaderFields {
  const fields = new Map<string, string[]>()
  for (const line of text
    .replaceAll('\r', '')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trimEnd()
    if (!FIELD_NAME.test(name)) continue
    const values = fields.get(name.toLowerCase())
    const value = line.slice(colon + 1).trim()
    if (values) values.push(value)
    else fields.set(name.toLowerCase(), [value])
  }
  return fields
}

/** Splits at the first empty line. */
export function splitHead(text: string): { head: string; body: string } {
  const end = /\r?\n\r?\n/.exec(text)
  if (!end) return { head: text, body: '' }
  return { head: text.slice(0, end.index), body: text.slice(end.index + end[0].length) }
}

function contentTypeOf(headers: HeaderFields): { type: string; parameters: string } {
  const value = firstField(headers, 'content-type')
  const [type = '', ...rest] = value.split(';')
  return { type: type.trim().toLowerCase() || 'text/plain', parameters: rest.join(';') }
}

const parameterOf = (parameters: string, name: string): string => {
  const found = new RegExp(`(?:^|[;\\s])${name}\\s*=\\s*(?:"([^"]{0,200})"|([^;\\s]{1,200}))`, 'i').exec(
    parameters,
  )
  return found?.[1] ?? found?.[2] ?? ''
}

function collectParts(headers: HeaderFields, body: string, into: MimePart[], depth: number): void {
  const { type, parameters } = contentTypeOf(headers)
  const boundary = parameterOf(parameters, 'boundary')
  const pieces = type.startsWith('multipart/') && boundary ? piecesBetween(body, boundary) : []
  if (pieces.length === 0 || depth >= MAX_DEPTH) {
    if (into.length < MAX_PARTS) into.push({ type, parameters, text: decodePart(headers, parameters, body) })
    return
  }
  for (const piece of pieces) {
    // A part without headers starts with the empty line.
    const hasHeaders = !/^\r?\n/.test(piece)
    const { head, body: inner } = hasHeaders ? splitHead(piece) : { head: '', body: piece }
    collectParts(readHeaderFields(head), inner, into, depth + 1)
  }
}

function piecesBetween(body: string, boundary: string): string[] {
  const line = `--${boundary}`
  const starts: { at: number; end: number; closes: boolean }[] = []
  for (
    let at = body.indexOf(line);
    at !== -1 && starts.length <= MAX_PARTS;
    at = body.indexOf(line, at + line.length)
  ) {
    const before = body[at - 1]
    if (at > 0 && before !== '\n' && before !== '\r') continue
    const after = at + line.length
    const closes = body.startsWith('--', after)
    const newline = body.indexOf('\n', after)
    // A longer line is another boundary that starts with this one.
    const rest = body.slice(after, newline === -1 ? after + 100 : Math.min(newline, after + 100)).trim()
    if (rest !== '' && !closes) continue
    starts.push({ at, end: newline === -1 ? body.length : newline + 1, closes })
  }
  return starts.flatMap(({ end, closes }, i) =>
    closes ? [] : [body.slice(end, starts[i + 1]?.at ?? body.length)],
  )
}

function decodePart(headers: HeaderFields, parameters: string, body: string): string {
  const encoding = firstField(headers, 'content-transfer-encoding').toLowerCase()
  const charset = parameterOf(parameters, 'charset')
  const most = body.slice(0, MAX_PART_CHARACTERS)
  if (encoding.startsWith('base64')) {
    return decodeBytes(Buffer.from(most, 'base64').toString('latin1'), charset)
  }
  if (encoding.startsWith('quoted-printable')) return decodeBytes(decodeQuotedPrintable(most), charset)
  return decodeBytes(most, charset)
}

const decodeQuotedPrintable = (text: string): string =>
  text
    .replace(/=[ \t]{0,10}\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Decodes bytes (one per character). Without a usable charset: UTF-8 if it is valid, Western European if not. */
function decodeBytes(bytes: string, charset: string): string {
  if (/^[\t\n\r -~]*$/.test(bytes)) return bytes
  const buffer = Buffer.from(bytes, 'latin1')
  // Japanese mail servers often leave the charset out.
  const label = charset || (bytes.includes('\u001b$') ? 'iso-2022-jp' : '')
  for (const [name, fatal] of [
    [label, false],
    ['utf-8', true],
  ] as const) {
    if (!name || (name === label && /^us-?ascii$/i.test(name))) continue
    try {
      return new TextDecoder(name, { fatal }).decode(buffer)
    } catch {
      // An unknown charset, or not UTF-8.
    }
  }
  return new TextDecoder('windows-1252').decode(buffer)
}

/** Decodes encoded words (RFC 2047) in a header: `=?utf-8?B?…?=`. */
export function decodeWords(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/\?=\s{1,4}=\?/g, '?==?')
    .replace(
      /=\?([\w.:-]{1,40})(?:\*[\w-]{0,10})?\?([bq])\?([^?]*)\?=/gi,
      (_, charset: string, kind: string, word: string) =>
        decodeBytes(
          kind.toLowerCase() === 'b'
            ? Buffer.from(word, 'base64').toString('latin1')
            : decodeQuotedPrintable(word.replaceAll('_', ' ')),
          charset,
        ),
    )
}

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: ' ',
  apos: "'",
  '#39': "'",
}

/** The words of an HTML part, for reports that have no plain text. */
export function htmlWords(html: string): string {
  return html
    .slice(0, 100_000)
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^<>]*>/gi, '\n')
    .replace(/<style\b[^<>]*>[^<]*<\/style>/gi, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(lt|gt|amp|quot|nbsp|apos|#39);/gi, (_, name: string) => ENTITIES[name.toLowerCase()] ?? ' ')
    .replace(/[ \t]{2,}/g, ' ')
}
