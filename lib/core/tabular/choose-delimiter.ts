import { parseDelimited } from './parse-delimited'
import type { TableLimits } from './table'

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLE_LENGTH = 64_000
const SAMPLE_ROWS = 50

/** Excel’s own hint in the first line, such as `sep=;`. It is not part of the table. */
export function withoutHint(text: string): { text: string; delimiter: string | null } {
  const hint = /^"?sep=([^\r\n"])"?[ ;,\t|]{0,9}(?:\r\n|\r|\n|$)/i.exec(text.slice(0, 40))
  return hint?.[1] ? { text: text.slice(hint[0].length), delimiter: hint[1] } : { text, delimiter: null }
}

/** The delimiter that splits most rows into the same number of cells. */
export function chooseDelimiter(text: string, limits: TableLimits): string {
  const sample = text.slice(0, SAMPLE_LENGTH)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    if (!sample.includes(delimiter)) continue
    const score = scoreOf(sample, delimiter, limits)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function scoreOf(sample: string, delimiter: string, limits: TableLimits): number {
  const { records } = parseDelimited(sample, delimiter, { ...limits, cellLength: SAMPLE_LENGTH }, SAMPLE_ROWS)
  const widths = new Map<number, number>()
  // The last row can be cut off.
  const whole = records.length > 2 ? records.slice(0, -1) : records
  for (const { cells } of whole) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  let score = 0
  for (const [width, count] of widths)
    if (width > 1) score = Math.max(score, (count / whole.length) * (1 + Math.log2(width)))
  return score
}
