import { Ajv2020 } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ApiReference } from '@/components/api-reference/api-reference'
import { apiDocument } from '@/lib/api/document'
import type { JsonSchema } from '@/lib/api/example'
import { operations } from '@/lib/api/operations'
import { problemKinds } from '@/lib/api/problem'
import { errorCatalog } from '@/lib/api/reference/error-catalog'
import { readReference } from '@/lib/api/reference/reference'
import { responses } from '@/lib/api/responses'
import { webhookEvents } from '@/lib/webhooks/shared/events'

type Media = { schema: JsonSchema; example?: unknown }
type OperationObject = {
  operationId: string
  summary: string
  parameters: { name: string; in: string; schema: JsonSchema }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { headers: Record<string, object>; content: Record<string, Media> }>
}
type Document = {
  paths: Record<string, Record<string, OperationObject>>
  components: { schemas: Record<string, JsonSchema>; headers: Record<string, object> }
}

const document: Document = JSON.parse(JSON.stringify(apiDocument('https://app.test')))
const reference = readReference(document)
const html = renderToStaticMarkup(
  <ApiReference
    reference={reference}
    errors={errorCatalog}
    limits={{ perKey: 300, perWorkspace: 1_200 }}
    mayManage
  />,
)
const all = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)

/** The part of the page with this id, up to the end of its card. */
function card(id: string): string {
  const start = html.indexOf(`<section id="${id}"`)
  expect(start, `the page has ${id}`).toBeGreaterThan(-1)
  const next = html.indexOf('<section id="', start + 1)
  return html.slice(start, next === -1 ? undefined : next)
}

/** Every path of fields in a schema, written independently of the page. */
function pathsIn(schema: JsonSchema, parent = ''): string[] {
  const parts = [schema, ...(schema.anyOf ?? [])]
  return parts.flatMap((part) => [
    ...Object.entries(part.properties ?? {}).flatMap(([name, field]) => [
      `${parent}${name}`,
      ...pathsIn(field, `${parent}${name}.`),
    ]),
    ...(part.items ? pathsIn(part.items, `${parent.slice(0, -1)}[].`) : []),
  ])
}
const code = (text: string) => `>${text}</code>`

describe('R50: the API reference shows', () => {
  it('every operation', () => {
    expect(all.map(({ operation }) => operation.operationId).toSorted()).toEqual(
      Object.keys(operations).toSorted(),
    )
  })

  it.each(all)(
    '$method $path with its parameters, body, responses and examples',
    ({ path, method, operation }) => {
      const shown = card(operation.operationId)
      expect(shown).toContain(operation.summary)
      expect(shown).toContain(code(path))
      expect(shown).toContain(`>${method}</span>`)
      for (const { name, in: where } of operation.parameters) {
        expect(shown).toContain(code(name))
        expect(shown).toContain(`in the ${where}`)
      }
      for (const { schema } of Object.values(operation.requestBody?.content ?? {}))
        for (const field of pathsIn(schema)) expect(shown).toContain(code(field))
      for (const { content, headers } of Object.values(operation.responses)) {
        for (const [type, { schema }] of Object.entries(content)) {
          expect(shown).toContain(code(type))
          expect(shown).toContain(`href="#schema-${schema.$ref?.split('/').at(-1)}"`)
        }
        expect(shown).toContain(Object.keys(headers).join(', '))
      }
      expect(shown).toContain(
        `${method === 'GET' ? 'curl' : `curl -X ${method}`} &quot;https://app.test/api/v1`,
      )
      expect(shown).toContain(`client.${method}(&#x27;${path}&#x27;`)
    },
  )

  it.each([...Object.keys(responses), 'Problem'])('every field of %s', (name) => {
    const schema = document.components.schemas[name] ?? {}
    const fields = pathsIn(schema)
    expect(fields.length).toBeGreaterThan(0)
    const shown = card(`schema-${name}`)
    for (const field of fields) expect(shown).toContain(code(field))
  })

  it('every value, header, error and webhook event', () => {
    const values = [...JSON.stringify(document).matchAll(/"enum":(\[[^\]]*\])/g)].flatMap(
      ([, list]) => JSON.parse(list ?? '[]') as string[],
    )
    for (const value of values) expect(html).toContain(code(value))
    for (const name of Object.keys(document.components.headers)) expect(card('headers')).toContain(code(name))
    for (const [kind, { status, title }] of Object.entries(problemKinds)) {
      expect(card('errors')).toContain(code(kind))
      expect(card('errors')).toContain(`>${status}</td>`)
      expect(card('errors')).toContain(title)
    }
    for (const { type } of webhookEvents) expect(card('events')).toContain(code(type))
  })

  it('links only to parts of itself, and has each id once', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(targets.length).toBeGreaterThan(20)
    for (const target of targets) expect(ids).toContain(target)
  })

  it('nothing that our content security policy refuses', () => {
    expect(html).not.toMatch(/ style=|<script|<style|onclick=/)
  })
})

describe('R50: examples of the document', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'https://app.test/openapi.json', ...document })
  const expectValid = (schema: JsonSchema, value: unknown, what: string) => {
    const resolved = schema.$ref ? { $ref: `https://app.test/openapi.json${schema.$ref}` } : schema
    const validate = ajv.compile(resolved)
    expect(validate(value), `${what}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(value)}`).toBe(
      true,
    )
  }

  it.each(all)('$method $path: each is valid', ({ method, path, operation }) => {
    const medias = [
      ...Object.entries(operation.requestBody?.content ?? {}),
      ...Object.values(operation.responses).flatMap(({ content }) => Object.entries(content)),
    ]
    for (const [type, { schema, example }] of medias) {
      expect(example, `${method} ${path} has an example of ${type}`).toBeDefined()
      expectValid(schema, example, `${method} ${path} ${type}`)
    }
    for (const { name, schema } of operation.parameters)
      for (const example of schema.examples ?? []) expectValid(schema, example, name)
  })

  it('a wrong example would be found', () => {
    expect(() => expectValid({ $ref: '#/components/schemas/Hold' }, { id: 'x' }, 'wrong')).toThrow()
  })

  it.each(reference.groups.flatMap(({ operations: views }) => views))(
    'the curl command of $id sends what the operation accepts',
    ({ curl, path, method }) => {
      const operation = document.paths[path]?.[method.toLowerCase()]
      const url = new URL(/"(https:[^"]+)"/.exec(curl)?.[1] ?? '')
      const pattern = new RegExp(`^/api/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
      expect(url.pathname).toMatch(pattern)
      const body = /-d '(.*)'$/.exec(curl)?.[1]
      const schema = operation?.requestBody?.content['application/json']?.schema
      expect(body === undefined).toBe(schema === undefined)
      if (schema && body) expectValid(schema, JSON.parse(body), 'curl')
      for (const { name, in: where, schema: given } of operation?.parameters ?? [])
        if (where === 'query' && url.searchParams.has(name))
          expectValid(given, url.searchParams.get(name), name)
    },
  )
})
