import { z } from 'zod'
import { isStorable } from '../storable-text'
import { rowNumber } from '../text/input'
import { type IdKind, isCursor } from './cursor'

/** Query parameters as Next.js passes them. */
export type SearchParams = Record<string, string | string[] | undefined>

/** The query of a list. `Position` is a `Cursor`, or a row number in numbered lists. */
export type ListQuery<Filter = string, Position = string> = {
  search: string | undefined
  filter: Filter | undefined
  before: Position | undefined
  after: Position | undefined
}

const MAX_SEARCH_LENGTH = 120

/** The position in lists sorted by time, with such ids. */
const cursorOf = (ids: IdKind) => z.string().refine((text) => isCursor(text, ids))

/** The position in numbered lists. */
const numberPosition = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .refine((number) => rowNumber.safeParse(number).success)

type Options<Filter> = {
  /** Valid filter values. */
  filter?: z.ZodType<Filter>
  /** Prefix of the parameters, if a page has several lists: "files-". */
  prefix?: string
}

/**
 * Reads `q`, `show`, `before` and `after` from the query. Invalid or repeated parameters are ignored, so a broken link shows
 * the list from its start instead of an error.
 */
export function listQuery<Filter = never>(
  options: Options<Filter> & { ids?: IdKind } = {},
): (params: SearchParams) => ListQuery<Filter> {
  return reader(cursorOf(options.ids ?? 'uuid'), options)
}

/** The same for numbered lists, whose positions are row numbers. */
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
  const text = z.string().trim().min(1).max(MAX_SEARCH_LENGTH).refine(isStorable)
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

/** An `ilike` pattern that matches text containing the search literally; escapes `%` and `_`. */
export const containing = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`
