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

/** What common fields look like, where their schema allows it. */
const BY_NAME: Record<string, string | number> = {
  name: 'Growth',
  key: 'growth',
  label: 'Market report',
  what: 'Market report',
  unit: 'report',
  words: '20 credits per report',
  feature: 'Reports',
  who: 'Ann Lee',
  note: 'As agreed',
  title: 'Price changed',
  detail: 'The price changed. Confirm the new price and try again.',
  credits: 20,
  heldCredits: 20,
  capturedCredits: 20,
  amountCredits: -20,
  balanceAfterCredits: 1_240,
  availableCredits: 1_240,
  allowanceLeftCredits: 1_240,
  leftCredits: 1_240,
  usedCredits: 760,
  totalCredits: 2_000,
  percentUsed: 38,
  limit: 10,
  used: 3,
  seq: 412,
  memberId: 7,
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
  const fields = Object.entries(properties).map(
    ([name, field]) => [name, namedExample(name, field) ?? exampleOf(field)] as const,
  )
  return fields.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(fields)
}

function namedExample(name: string, schema: JsonSchema): string | number | undefined {
  const value = BY_NAME[name]
  const main = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  const { type, format, pattern, minimum = -Infinity, maximum = Infinity } = main
  const isFree = !main.enum && !main.examples && main.const === undefined && main.default === undefined
  if (!isFree || value === undefined) return undefined
  if (typeof value === 'string') return type === 'string' && !format && !pattern ? value : undefined
  const isNumber = type === 'integer' || type === 'number'
  return isNumber && value >= minimum && value <= maximum ? value : undefined
}

function exampleArray({ items }: JsonSchema): unknown[] | undefined {
  const item = items && exampleOf(items)
  return item === undefined ? undefined : [item]
}
