import { z } from 'zod'
import { isStorable } from '../storable'
import { rowNumber } from '../text/input'
import { type IdKind, isCursor } from './cursor'

/** What an address says about a list, as Next.js passes it. */
export type SearchParams = Record<string, string | string[] | undefined>

/** What a list is asked for. `Position` is a `Cursor`, or the number of a row in lists that count their rows. */
export type ListQuery<Filter = string, Position = string> = {
  search: string | undefined
  filter: Filter | undefined
  before: Position | undefined
  after: Position | undefined
}

const LONGEST_SEARCH = 120

/** The position in lists that are sorted by time, with such ids. */
const cursorOf = (ids: IdKind) => z.string().refine((text) => isCursor(text, ids))

/** The position in lists whose rows are numbered. */
const numberPosition = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .refine((number) => rowNumber.safeParse(number).success)

type Options<Filter> = {
  /** The values of the filter. */
  filter?: z.ZodType<Filter>
  /** Of the parameters, where a page has several lists: "files-". */
  prefix?: string
}

/**
 * Reads `q`, `show`, `before` and `after` from an address. What is invalid there, or given twice, counts as not given: a
 * mangled link shows the list from its start, and never an error.
 */
export function listQuery<Filter = never>(
  options: Options<Filter> & { ids?: IdKind } = {},
): (params: SearchParams) => ListQuery<Filter> {
  return reader(cursorOf(options.ids ?? 'uuid'), options)
}

/** The same for lists whose rows are numbered: the position is the number. */
export function numberedListQuery<Filter = never>(
  options: Options<Filter> = {},
): (params: SearchParams) => ListQuery<Filter, number> {
  return reader(numberPosition, options)
}

function reader<Filter, Position>(
  position: z.ZodType<Position>,
  { filter, prefix = '' }: Options<Filter>,
): (params: SearchParams) => ListQuery<Filter, Position> {
  const read = <Value>(value: string | string[] | undefined, as: z.ZodType<Value>): Value | undefined => {
    if (value === undefined) return undefined
    const result = as.safeParse(value)
    return result.success ? result.data : undefined
  }
  const text = z.string().trim().min(1).max(LONGEST_SEARCH).refine(isStorable)
  return (params) => {
    const of = (name: string) => params[`${prefix}${name}`]
    const before = read(of('before'), position)
    return {
      search: read(of('q'), text),
      filter: filter && read(of('show'), filter),
      before,
      after: before === undefined ? read(of('after'), position) : undefined,
    }
  }
}
