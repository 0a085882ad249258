/** Size limits for log lines, because parts of them come from outside and all of them are stored. */

const MAX_TEXT = 2_000
const MAX_ITEMS = 50
const MAX_DEPTH = 5
const MAX_VALUES = 500
const MAX_CHARACTERS = 20_000
const MAX_LINE = 64_000
const CUT = ' …'

export const boundedText = (text: string): string =>
  text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}${CUT}` : text

/** Remaining size of a line. */
type Budget = { values: number; characters: number }

/** Fields of a line, cut to size. `err` has its own serializer (safe-error.ts). */
export function boundedFields(fields: Record<string, unknown>): Record<string, unknown> {
  const { err, ...rest } = fields
  const bounded = boundedObject(rest, 1, { values: MAX_VALUES, characters: MAX_CHARACTERS })
  return err === undefined ? bounded : { err, ...bounded }
}

function bounded(value: unknown, depth: number, budget: Budget): unknown {
  budget.values -= 1
  if (typeof value === 'string') return textWithin(value, budget)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth >= MAX_DEPTH || budget.values <= 0) return CUT.trim()
  if (!Array.isArray(value)) return boundedObject(value, depth, budget)
  return value.slice(0, Math.min(MAX_ITEMS, budget.values)).map((item) => bounded(item, depth + 1, budget))
}

function boundedObject(value: object, depth: number, budget: Budget): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  let count = 0
  for (const name in value) {
    count += 1
    if (count > MAX_ITEMS || budget.values <= 0) break
    if (Object.hasOwn(value, name))
      result[textWithin(name, budget)] = bounded(Reflect.get(value, name), depth + 1, budget)
  }
  return result
}

function textWithin(text: string, budget: Budget): string {
  const short = boundedText(text).slice(0, Math.max(0, budget.characters))
  budget.characters -= short.length
  return short
}

/** Final limit for the whole line; the result is still one line of JSON. */
export function boundedLine(line: string): string {
  if (line.length <= MAX_LINE) return line
  const level = /"level":(\d+)/.exec(line.slice(0, 200))?.[1] ?? '50'
  const short = {
    level: Number(level),
    time: Date.now(),
    msg: 'log line cut',
    length: line.length,
    start: line.slice(0, MAX_TEXT),
  }
  return `${JSON.stringify(short)}\n`
}
