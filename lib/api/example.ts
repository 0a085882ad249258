/** The parts of a JSON schema that an example needs. */
export type JsonSchema = {
  type?: string | string[]
  format?: string
  pattern?: string
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxProperties?: number
  $ref?: string
}

/** Values of text with a format; other patterns need `.meta({ examples })` on their schema. */
const FORMATS: Record<string, string> = {
  'date-time': '2026-12-01T00:00:00.000Z',
  date: '2026-12-01',
  uuid: '5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11',
  uri: 'https://example.com/',
  email: 'ann@example.com',
}

/** A value that matches the schema; undefined if none can be told from it. */
export function exampleOf(schema: JsonSchema): unknown {
  if (schema.examples) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return exampleOf(schema.anyOf.find(({ type }) => type !== 'null') ?? { type: 'null' })
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return exampleObject(schema)
    case 'array':
      return exampleArray(schema)
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean':
      return true
    case 'null':
      return null
    case 'string':
      return exampleText(schema)
    default:
      return undefined
  }
}

function exampleText({ format, pattern, minLength = 0 }: JsonSchema): string | undefined {
  const formatted = format && FORMATS[format]
  if (formatted) return formatted
  return pattern ? undefined : 'Example'.padEnd(minLength, '.')
}

function exampleObject({ properties = {} }: JsonSchema): object | undefined {
  const fields = Object.entries(properties).map(([name, field]) => [name, exampleOf(field)] as const)
  return fields.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(fields)
}

function exampleArray({ items }: JsonSchema): unknown[] | undefined {
  const item = items && exampleOf(items)
  return item === undefined ? undefined : [item]
}
