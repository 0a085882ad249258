import type { JsonSchema } from '@/lib/api/example'
import type { ApiDocument } from './generated-files'

/** What a client sends must still be accepted; what it reads must still be there. */
export type Direction = 'request' | 'response'
type Context = { direction: Direction; promised: ApiDocument; next: ApiDocument }

/** Deeper than any of our schemas. */
const MAX_DEPTH = 20

/** The incompatible differences of two schemas, each with the field it is about. */
export function schemaChanges(context: Context, where: string, was: object, is: object, depth = 0): string[] {
  if (depth > MAX_DEPTH) return []
  const before = resolved(context.promised, was)
  const after = resolved(context.next, is)
  const sends = context.direction === 'request'
  // The side that must not grow or shrink: requests accept at least what they did, responses return at most that.
  const [wide, narrow] = sends ? [after, before] : [before, after]
  const found: string[] = []
  const lost = [...narrow.types].filter((type) => !accepts(wide.types, type))
  if (lost.length > 0)
    found.push(`${where}: type changed from ${listOf(before.types)} to ${listOf(after.types)}`)
  if (sends && after.enum && before.enum)
    found.push(
      ...before.enum
        .filter((value) => !after.enum?.includes(value))
        .map((value) => `${where}: the value ${JSON.stringify(value)} is no longer accepted`),
    )
  if (sends && after.enum && !before.enum) found.push(`${where}: only some values are accepted now`)
  if (sends) found.push(...limitChanges(where, before.schema, after.schema))
  for (const [name, field] of Object.entries(before.schema.properties ?? {})) {
    const path = `${where}.${name}`
    const now = after.schema.properties?.[name]
    if (!now) found.push(`${path} was removed`)
    else found.push(...schemaChanges(context, path, field, now, depth + 1))
  }
  const required = (schema: JsonSchema) => new Set(schema.required)
  const [mustBefore, mustAfter] = [required(before.schema), required(after.schema)]
  for (const name of sends ? mustAfter : [])
    if (!mustBefore.has(name)) found.push(`${where}.${name} became required`)
  for (const name of sends ? [] : mustBefore)
    if (!mustAfter.has(name) && after.schema.properties?.[name])
      found.push(`${where}.${name} can be missing now`)
  if (before.schema.items && after.schema.items)
    found.push(...schemaChanges(context, `${where}[]`, before.schema.items, after.schema.items, depth + 1))
  return found
}

type Resolved = { schema: JsonSchema; types: Set<string>; enum: unknown[] | null }

/** Follows a reference, and reads `X or null` as X that can be null. */
function resolved(document: ApiDocument, schema: JsonSchema): Resolved {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return resolved(document, (document.components.schemas[name] ?? {}) as JsonSchema)
  }
  if (schema.anyOf) {
    const parts = schema.anyOf.map((part) => resolved(document, part))
    const [main] = parts.filter(({ types }) => !types.has('null'))
    return {
      schema: main?.schema ?? {},
      types: new Set(parts.flatMap(({ types }) => [...types])),
      enum: main?.enum ?? null,
    }
  }
  const type = schema.type ?? []
  return {
    schema,
    types: new Set(Array.isArray(type) ? type : [type]),
    enum: schema.const !== undefined ? [schema.const] : (schema.enum ?? null),
  }
}

const accepts = (types: ReadonlySet<string>, type: string) =>
  types.size === 0 || types.has(type) || (type === 'integer' && types.has('number'))

const LOWEST = ['minimum', 'exclusiveMinimum', 'minLength'] as const
const HIGHEST = ['maximum', 'maxLength', 'maxProperties'] as const

function limitChanges(where: string, was: JsonSchema, is: JsonSchema): string[] {
  const stricter = [
    ...LOWEST.filter((limit) => (is[limit] ?? -Infinity) > (was[limit] ?? -Infinity)),
    ...HIGHEST.filter((limit) => (is[limit] ?? Infinity) < (was[limit] ?? Infinity)),
  ]
  const pattern = is.pattern !== undefined && is.pattern !== was.pattern ? ['pattern'] : []
  return [...stricter, ...pattern].map((limit) => `${where}: ${limit} is stricter now`)
}

const listOf = (types: ReadonlySet<string>) => [...types].join(' or ') || 'anything'
