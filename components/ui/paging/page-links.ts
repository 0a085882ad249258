type Position = string | number

type Asked = {
  search?: string | undefined
  filter?: string | undefined
  before?: Position | undefined
  after?: Position | undefined
}
type Ends = { nextBefore: Position | null; previousAfter: Position | null }

type Options = {
  /** Of the list's parameters, where a page has several lists; as its `listQuery` has it. */
  prefix?: string
  /** What else stays in the address. */
  kept?: Record<string, Position | undefined>
  /** The part of the page to go to: "#files". */
  hash?: string
}

export type PageLinks = { previous: string | null; next: string | null }

/** The addresses of the page above and the page below; null: there is none. Search and filter stay. */
export function pageLinks(
  path: string,
  { search, filter, before, after }: Asked,
  { nextBefore, previousAfter }: Ends,
  { prefix = '', kept = {}, hash = '' }: Options = {},
): PageLinks {
  const address = (position: { before?: Position; after?: Position }) => {
    const params = new URLSearchParams()
    for (const [name, value] of Object.entries(kept)) if (value !== undefined) params.set(name, String(value))
    for (const [name, value] of Object.entries({ q: search, show: filter, ...position }))
      if (value !== undefined) params.set(`${prefix}${name}`, String(value))
    return `${path}${params.size > 0 ? `?${params}` : ''}${hash}`
  }
  // Nothing is left there: back to the newest.
  const isEmpty =
    (before !== undefined || after !== undefined) && nextBefore === null && previousAfter === null
  return {
    previous: previousAfter !== null ? address({ after: previousAfter }) : isEmpty ? address({}) : null,
    next: nextBefore !== null ? address({ before: nextBefore }) : null,
  }
}
