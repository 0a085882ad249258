/**
 * A query string as input: `metadata[order]=1234` becomes `{ metadata: { order: '1234' } }`, as OpenAPI's `deepObject` style
 * writes it. Everything else is text under its own name.
 */
export function readQuery(params: Iterable<[string, string]>): Record<string, unknown> {
  const input = new Map<string, string | Map<string, string>>()
  for (const [name, value] of params) {
    const [, field, key] = /^(\w+)\[([^[\]]*)\]$/.exec(name) ?? []
    if (field === undefined || key === undefined) {
      input.set(name, value)
      continue
    }
    const group = input.get(field)
    if (group instanceof Map) group.set(key, value)
    else input.set(field, new Map([[key, value]]))
  }
  return Object.fromEntries(
    [...input].map(([name, value]) => [name, value instanceof Map ? Object.fromEntries(value) : value]),
  )
}
