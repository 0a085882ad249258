import { assertFits, type TableLimits, type TableRow, unreadable } from './table'

/**
 * Parses delimited text as programs write it: quotes that are never closed or not doubled are read as text, rows can have too
 * few or too many cells, and lines end with LF, CRLF or CR. Blank rows are left out. Takes time in proportion to the length of
 * the text: what failed attempts to close quotes can re-read is limited (R41).
 * @throws Refusal `file.too-long`, `file.unreadable`
 */
export function parseDelimited(
  text: string,
  delimiter: string,
  limits: TableLimits,
  /** Stops after this many rows. */
  most = Number.POSITIVE_INFINITY,
): { records: TableRow[] /** Characters read, counting those read twice. */; scanned: number } {
  const lineEnd = lineEndOf(text)
  const cellEnd = new RegExp(`[${delimiter === '\t' ? '\\t' : `\\${delimiter}`}${lineEnd}]`, 'g')
  const isEnd = (at: number) =>
    at >= text.length || text[at] === delimiter || text[at] === lineEnd || isCrlf(text, at)
  const records: TableRow[] = []
  let [at, line, cellCount, widest] = [0, 1, 0, 0]
  let repeatable = 4 * text.length + limits.cellLength
  let scanned = 0

  /** The position of the closing quote, or null if the opening quote is only a character. */
  function closingQuote(start: number): number | null {
    let from = start
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote < 0 || quote - start > limits.cellLength) {
        repeatable -= (quote < 0 ? text.length : quote) - start
        return null
      }
      if (text[quote + 1] === '"') {
        from = quote + 2
        continue
      }
      if (isEnd(blanksEnd(text, quote + 1))) return quote
      const before = text[quote - 1]
      // A quote that opens another cell: the first one was never closed.
      if (quote > start && (before === delimiter || before === '\n' || before === '\r')) {
        repeatable -= quote - start
        return null
      }
      from = quote + 1
    }
  }

  function readCell(): string {
    const opening = blanksEnd(text, at)
    if (text[opening] === '"' && repeatable > 0) {
      const quote = closingQuote(opening + 1)
      if (quote !== null) {
        at = blanksEnd(text, quote + 1)
        scanned += at - opening
        return text.slice(opening + 1, quote).replaceAll('""', '"')
      }
    }
    cellEnd.lastIndex = at
    const end = cellEnd.exec(text)?.index ?? text.length
    const cell = text.slice(at, end)
    if (cell.length > limits.cellLength)
      throw unreadable(
        `Line ${line} has a cell with more than ${limits.cellLength} characters. Check its quotes and try again.`,
      )
    scanned += end - at
    at = end
    return cell.endsWith('\r') && text[end] === '\n' ? cell.slice(0, -1) : cell
  }

  while (at < text.length && records.length < most) {
    const record: TableRow = { line, cells: [] }
    const start = at
    for (;;) {
      record.cells.push(readCell().trim())
      if (text[at] !== delimiter) break
      at += 1
    }
    if (isCrlf(text, at)) at += 1
    at += 1
    line += linesIn(text, start, at, lineEnd)
    if (!record.cells.some(Boolean)) continue
    records.push(record)
    cellCount += record.cells.length
    widest = Math.max(widest, record.cells.length)
    // One more for the header, and some for titles above it.
    assertFits(Math.max(0, records.length - 20), Math.min(widest, limits.columns), limits)
    if (cellCount > limits.cells) assertFits(limits.rows + 1, 1, limits)
  }
  return { records, scanned: scanned + (4 * text.length + limits.cellLength - repeatable) }
}

const isCrlf = (text: string, at: number) => text[at] === '\r' && text[at + 1] === '\n'

/** The first position from `at` that is not a space. */
function blanksEnd(text: string, at: number): number {
  let end = at
  // A program pads a cell with a few spaces. More of them are part of the text.
  while (text[end] === ' ' && end - at < 100) end += 1
  return end
}

/** CR if the first line outside quotes ends with a CR alone. Excel for Mac writes LF inside cells of such files. */
function lineEndOf(text: string): '\n' | '\r' {
  let isQuoted = false
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]
    if (char === '"') isQuoted = !isQuoted
    else if (!isQuoted && char === '\n') return '\n'
    else if (!isQuoted && char === '\r') return text[i + 1] === '\n' ? '\n' : '\r'
  }
  return text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
}

function linesIn(text: string, from: number, to: number, lineEnd: string): number {
  let count = 0
  for (let at = text.indexOf(lineEnd, from); at >= 0 && at < to; at = text.indexOf(lineEnd, at + 1))
    count += 1
  return count
}
