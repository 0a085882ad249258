/** The parts of a JSON schema that an example needs. */
export type JsonSchema = {
  type?: string | string[]
  format?: string
  pattern?: string
  description?: string
  properties?: Record<string, JsonSchema>
  propertyNames?: JsonSchema
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
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
  email: 'ann@example.com',
  to: 'ann@example.com',
  createdBy: 'Ann Lee',
  approvedBy: 'Ann Lee',
  firstName: 'Ann',
  lastName: 'Lee',
  phone: '+1 206 555 0134',
  consentSource: 'Open house',
  areaName: '98103',
  zipCode: '98103',
  month: '2026-11',
  listName: 'Open house visitors',
  subject: 'News for {{ first_name }}',
  body: 'Hello {{ first_name }}',
  html: '<p>Hello Ann</p>',
  version: '5f2c9e81',
  timeZone: 'America/Los_Angeles',
  summary: 'Prices rose in the last three months.',
  failure: 'The service did not answer.',
  pullFailure: 'The server did not answer.',
  refundReason: 'The result had an error.',
  instruction: 'paint the front door red',
  priceWords: '$845,000',
  sourceKey: 'R-1042',
  recipients: 25,
  progressPercent: 100,
  entrySeq: 412,
  quotedCredits: 20,
  salesCount: 48,
  latitude: 47.664,
  longitude: -122.336,
  estimateUsd: 612_000,
  lowUsd: 560_000,
  highUsd: 668_000,
  priceUsd: 605_000,
  medianPriceUsd: 605_000,
  livingSqft: 1_720,
  lotSqft: 3_800,
  bedrooms: 3,
  bathrooms: 1.75,
  yearBuilt: 1_925,
  widthPixels: 1_080,
  heightPixels: 1_080,
}

/** A value that matches the schema; undefined if none can be told from it. */
export function exampleOf(schema: JsonSchema): unknown {
  if (schema.examples) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  const parts = schema.anyOf ?? schema.oneOf
  if (parts) return exampleOf(parts.find(({ type }) => type !== 'null') ?? { type: 'null' })
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

function exampleObject(schema: JsonSchema): object | undefined {
  const { properties, required = [] } = schema
  if (!properties) return exampleRecord(schema)
  const fields = Object.entries(properties)
    .map(([name, field]) => [name, namedExample(name, field) ?? exampleOf(field)] as const)
    .filter(([name, value]) => value !== undefined || required.includes(name))
  return fields.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(fields)
}

/** Names with values: all names that are required, or else the first one. */
function exampleRecord({ propertyNames, additionalProperties, required }: JsonSchema): object | undefined {
  const names = required ?? [propertyNames?.enum?.[0] ?? 'name']
  const value = typeof additionalProperties === 'object' ? exampleOf(additionalProperties) : undefined
  return value === undefined ? undefined : Object.fromEntries(names.map((name) => [name, value]))
}

function namedExample(name: string, schema: JsonSchema): string | number | undefined {
  const value = BY_NAME[name]
  const main = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  const { type, format, pattern, minimum = -Infinity, maximum = Infinity } = main
  const isFree = !main.enum && !main.examples && main.const === undefined && main.default === undefined
  if (!isFree || value === undefined) return undefined
  if (typeof value === 'string') return type === 'string' && !format && !pattern ? value : undefined
  const isNumber = type === 'number' || (type === 'integer' && Number.isInteger(value))
  return isNumber && value >= minimum && value <= maximum ? value : undefined
}

function exampleArray({ items }: JsonSchema): unknown[] | undefined {
  const item = items && exampleOf(items)
  return item === undefined ? undefined : [item]
}
