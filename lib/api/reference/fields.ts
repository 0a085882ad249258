import type { JsonSchema } from '../example'
import { asOne, valuesOf } from './unions'

/** One row of a table of fields. */
export type Field = {
  /** With its parents: `entries[].subject.kind`. */
  path: string
  /** "text", "integer or null", "list of objects". */
  type: string
  required: boolean
  description: string | null
  /** The only values it, or each item of a list, can have. */
  values: string[]
  /** The only names that an object of names and values can have. */
  names: string[]
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
  const { main, isNullable } = asOne(schema)
  const list = main.items && asOne(main.items).main
  return {
    path,
    type: `${typeName(main)}${isNullable ? ' or null' : ''}`,
    required,
    description: schema.description ?? main.description ?? null,
    values: valuesOf(list ?? main).map(String),
    names: valuesOf(main.propertyNames ?? {}).map(String),
    limits: limitsOf(main),
  }
}

function inside(path: string, schema: JsonSchema): Field[] {
  const { main } = asOne(schema)
  if (main.items) return [...fieldsOf(asOne(main.items).main, `${path}[].`)]
  return fieldsOf(main, `${path}.`)
}

function typeName(schema: JsonSchema): string {
  if (schema.items) {
    const item = typeName(asOne(schema.items).main)
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
