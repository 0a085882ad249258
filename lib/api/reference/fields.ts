import type { JsonSchema } from '../example'

/** One row of a table of fields. */
export type Field = {
  /** With its parents: `entries[].subject.kind`. */
  path: string
  /** "text", "integer or null", "list of objects". */
  type: string
  required: boolean
  description: string | null
  /** The only values it can have. */
  values: string[]
  /** "at most 200 characters", "default 50". */
  limits: string[]
}

const TYPE_NAMES: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
}
const FORMAT_NAMES: Record<string, string> = {
  'date-time': 'time (ISO 8601, UTC)',
  date: 'day (YYYY-MM-DD)',
  uuid: 'UUID',
}

/** All fields of an object, each followed by the fields inside it. */
export function fieldsOf(schema: JsonSchema, parent = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${parent}${name}`
    return [fieldOf(path, field, schema.required?.includes(name) ?? false), ...inside(path, field)]
  })
}

export function fieldOf(path: string, schema: JsonSchema, required: boolean): Field {
  const { main, isNullable } = withoutNull(schema)
  const values = main.enum ?? (main.const === undefined ? [] : [main.const])
  return {
    path,
    type: `${typeName(main)}${isNullable ? ' or null' : ''}`,
    required,
    description: schema.description ?? main.description ?? null,
    values: values.map(String),
    limits: limitsOf(main),
  }
}

function inside(path: string, schema: JsonSchema): Field[] {
  const { main } = withoutNull(schema)
  if (main.items) return [...fieldsOf(withoutNull(main.items).main, `${path}[].`)]
  return fieldsOf(main, `${path}.`)
}

/** Reads `X or null` as X that can be null. */
function withoutNull(schema: JsonSchema): { main: JsonSchema; isNullable: boolean } {
  const { anyOf, type } = schema
  if (anyOf) {
    const main = anyOf.find((part) => part.type !== 'null') ?? {}
    return { main, isNullable: anyOf.some((part) => part.type === 'null') }
  }
  if (!Array.isArray(type)) return { main: schema, isNullable: false }
  const [main] = type.filter((one) => one !== 'null')
  return { main: { ...schema, type: main }, isNullable: type.includes('null') }
}

function typeName(schema: JsonSchema): string {
  if (schema.items) {
    const item = typeName(withoutNull(schema.items).main)
    return item === 'object' ? 'list of objects' : `list of ${item}`
  }
  if (schema.type === 'object' && !schema.properties) return 'object of names and values'
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  return FORMAT_NAMES[schema.format ?? ''] ?? TYPE_NAMES[type ?? ''] ?? 'any value'
}

function limitsOf({ minimum, exclusiveMinimum, maximum, ...schema }: JsonSchema): string[] {
  const lowest = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1)
  // JavaScript's own limits of whole numbers say nothing about the field.
  const isReal = (value: number | undefined) =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER
  return [
    isReal(lowest) && `at least ${lowest}`,
    isReal(maximum) && `at most ${maximum}`,
    schema.minLength !== undefined && `at least ${schema.minLength} characters`,
    schema.maxLength !== undefined && `at most ${schema.maxLength} characters`,
    schema.maxProperties !== undefined && `at most ${schema.maxProperties} pairs`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ].filter((limit) => limit !== false)
}
