import type { JsonSchema } from '../example'

/** Reads a schema with several forms as one: `X or null` as X, several constants as an enum, several objects as one. */
export function asOne(schema: JsonSchema): { main: JsonSchema; isNullable: boolean } {
  const forms = schema.anyOf ?? schema.oneOf
  if (forms) {
    const others = forms.filter(({ type }) => type !== 'null')
    return { main: merged(others), isNullable: others.length < forms.length }
  }
  if (!Array.isArray(schema.type)) return { main: schema, isNullable: false }
  const [main] = schema.type.filter((one) => one !== 'null')
  return { main: { ...schema, type: main }, isNullable: schema.type.includes('null') }
}

export const valuesOf = ({ enum: values, const: value }: JsonSchema): unknown[] =>
  values ?? (value === undefined ? [] : [value])

function merged(forms: JsonSchema[]): JsonSchema {
  const [first = {}] = forms
  if (forms.length <= 1) return first
  if (forms.every((form) => valuesOf(form).length > 0))
    return { ...first, const: undefined, enum: [...new Set(forms.flatMap(valuesOf))] }
  return forms.every((form) => form.properties) ? mergedObject(forms) : first
}

/** All fields of the forms. A field that only some forms have says which. */
function mergedObject(forms: JsonSchema[]): JsonSchema {
  const names = [...new Set(forms.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  const kind = names.find((name) => forms.every((form) => form.properties?.[name]?.const !== undefined))
  const fields = names.map((name): [string, JsonSchema] => {
    const having = forms.filter((form) => form.properties?.[name])
    const field = merged(having.flatMap((form) => form.properties?.[name] ?? []))
    if (having.length === forms.length || !kind) return [name, field]
    const kinds = having.map((form) => form.properties?.[kind]?.const).join(' or ')
    const only = `Only with ${kind} ${kinds}`
    return [name, { ...field, description: field.description ? `${only}. ${field.description}` : only }]
  })
  return {
    type: 'object',
    properties: Object.fromEntries(fields),
    required: names.filter((name) => forms.every((form) => form.required?.includes(name))),
  }
}
