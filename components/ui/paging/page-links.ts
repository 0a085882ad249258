type Position = string | number

type ListQuery = {
  search?: string | undefined
  filter?: string | undefined
  before?: Position | undefined
  after?: Position | undefined
}
type Ends = { nextBefore: Position | null; previousAfter: Position | null }

type Options = {
  /** Prefix of the list's parameters, if a page has several lists; same as in its `listQuery`. */
  prefix?: string
  /** Other parameters to keep in the URL. */
  kept?: Record<string, Position | undefined>
  /** Fragment to scroll to: "#files". */
  hash?: string
}

export type PageLinks = { previous: string | null; next: string | null }

/** URLs of the previous and next page, or null. Search and filter are kept. */
export function pageLinks(
  path: string,
  { search, filter, before, after }: ListQuery,
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
  // An empty page links back to the newest one.
  const isEmpty =
    (before !== undefined || after !== undefined) && nextBefore === null && previousAfter === null
  return {
    previous: previousAfter !== null ? address({ after: previousAfter }) : isEmpty ? address({}) : null,
    next: nextBefore !== null ? address({ before: nextBefore }) : null,
  }
}
