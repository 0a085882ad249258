import { createMarketTrakClient, orThrow } from '@market-trak/api-client'
import { Ajv2020 } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ApiReference, ApiReferenceGroup } from '@/components/api-reference/api-reference'
import { apiDocument } from '@/lib/api/document'
import type { JsonSchema } from '@/lib/api/example'
import { type Operation, operations } from '@/lib/api/operations'
import { errorCatalog } from '@/lib/api/reference/error-catalog'
import { readReference } from '@/lib/api/reference/reference'
import { clientOf, curlOf } from '@/lib/api/reference/snippets'
import { problemKinds } from '@/lib/api/requests/problem'
import { responses } from '@/lib/api/responses'
import { groupPage, REFERENCE_PAGE } from '@/lib/api/shared/reference-pages'
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
/** The pages by their paths. */
const pages: Record<string, string> = {
  [REFERENCE_PAGE]: renderToStaticMarkup(
    <ApiReference
      reference={reference}
      errors={errorCatalog}
      limits={{ perKey: 300, perWorkspace: 1_200 }}
      mayManage
    />,
  ),
  ...Object.fromEntries(
    reference.groups.map((group) => [
      groupPage(group.id),
      renderToStaticMarkup(<ApiReferenceGroup reference={reference} group={group} />),
    ]),
  ),
}
const html = Object.values(pages).join('\n')
const all = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)

const idsOf = (path: string) => [...(pages[path] ?? '').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '')

/** The card with this id, on whichever page it is. */
function card(id: string): string {
  const start = html.indexOf(`<section id="${id}"`)
  expect(start, `the page has ${id}`).toBeGreaterThan(-1)
  const next = html.indexOf('<section id="', start + 1)
  return html.slice(start, next === -1 ? undefined : next)
}

/** Every path of fields in a schema, written independently of the page. */
function pathsIn(schema: JsonSchema, parent = ''): string[] {
  const parts = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return parts.flatMap((part) => [
    ...Object.entries(part.properties ?? {}).flatMap(([name, field]) => [
      `${parent}${name}`,
      ...pathsIn(field, `${parent}${name}.`),
    ]),
    ...(part.items ? pathsIn(part.items, `${parent.slice(0, -1)}[].`) : []),
  ])
}
const code = (text: string) => `>${text}</code>`
const isFile = ({ schema }: Media) => schema.format === 'binary'
const jsonOf = (content: Record<string, Media> = {}) =>
  Object.values(content).find((media) => !isFile(media))?.schema

/** All values that a schema in the document lists, as an enum or as constants. */
function listedValues(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(listedValues)
  if (typeof value !== 'object' || value === null) return []
  const { enum: listed = [], const: only, example: _, examples: __, ...rest } = value as JsonSchema & Media
  return [...listed, ...(only === undefined ? [] : [only]), ...listedValues(Object.values(rest))]
}

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
      for (const [type, media] of Object.entries(operation.requestBody?.content ?? {})) {
        if (isFile(media)) expect(shown).toContain(code(type))
        for (const field of pathsIn(media.schema)) expect(shown).toContain(code(field))
      }
      for (const { content, headers } of Object.values(operation.responses)) {
        expect(Object.keys(content).length).toBeGreaterThan(0)
        for (const [type, media] of Object.entries(content)) {
          expect(shown).toContain(code(type))
          if (isFile(media)) expect(shown).toContain('a file')
          else expect(shown).toContain(`#schema-${media.schema.$ref?.split('/').at(-1)}"`)
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
    const values = listedValues(document).map(String)
    expect(values).toEqual(expect.arrayContaining(['radius', 'facebook', '90']))
    for (const value of values) expect(html).toContain(code(value))
    for (const name of Object.keys(document.components.headers)) expect(card('headers')).toContain(code(name))
    for (const [kind, { status, title }] of Object.entries(problemKinds)) {
      expect(card('errors')).toContain(code(kind))
      expect(card('errors')).toContain(`>${status}</td>`)
      expect(card('errors')).toContain(title)
    }
    for (const { type } of webhookEvents) expect(card('events')).toContain(code(type))
  })

  it.each(Object.keys(pages))('%s with links that arrive, and each id once', (path) => {
    const shown = pages[path] ?? ''
    const ids = idsOf(path)
    expect(new Set(ids).size).toBe(ids.length)
    const links = [...shown.matchAll(/href="([^"]*)"/g)].map(
      ([, href]) => new URL(href ?? '', `https://app.test${path}`),
    )
    const inside = links.filter(({ pathname }) => pathname.startsWith(REFERENCE_PAGE))
    expect(inside.length).toBeGreaterThan(10)
    for (const { pathname, hash } of inside) {
      expect(Object.keys(pages)).toContain(pathname)
      if (hash) expect(idsOf(pathname)).toContain(hash.slice(1))
    }
  })

  it('each operation and schema where links from one long page arrive', () => {
    const ids = idsOf(REFERENCE_PAGE)
    expect(ids).toEqual(expect.arrayContaining(Object.keys(operations)))
    expect(ids).toEqual(expect.arrayContaining(['help-versions', 'errors', 'events', 'schema-Problem']))
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
    for (const [type, media] of medias) {
      const { schema, example } = media
      if (isFile(media)) {
        // Only operations that are declared with a file have one, and it is the whole body.
        const { upload, file } = operations[operation.operationId as keyof typeof operations] as Operation
        expect([...(upload ?? []), ...(file ?? [])]).toContain(type)
        continue
      }
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
    ({ id, curl, path, method }) => {
      const operation = document.paths[path]?.[method.toLowerCase()]
      const url = new URL(/"(https:[^"]+)"/.exec(curl)?.[1] ?? '')
      const pattern = new RegExp(`^/api/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
      expect(url.pathname).toMatch(pattern)
      const body = /-d '(.*)'$/.exec(curl)?.[1]?.replaceAll("'\\''", "'")
      const schema = jsonOf(operation?.requestBody?.content)
      expect(body === undefined).toBe(schema === undefined)
      const { upload, file } = operations[id as keyof typeof operations] as Operation
      expect(/-H "Content-Type: (.*)" \\\n {2}--data-binary @\w+\.\w+$/.exec(curl)?.[1]).toBe(upload?.[0])
      expect(/--fail -o \w+\.\w+$/.test(curl)).toBe(file !== undefined)
      if (schema && body) expectValid(schema, JSON.parse(body), 'curl')
      for (const { name, in: where, schema: given } of operation?.parameters ?? [])
        if (where === 'query' && url.searchParams.has(name))
          expectValid(given, url.searchParams.get(name), name)
    },
  )

  it.each(reference.groups.flatMap(({ operations: views }) => views))(
    'the client code of $id sends what the operation accepts',
    async ({ id, client: snippet, path, method }) => {
      const {
        requestBody,
        parameters,
        responses: answers,
      } = document.paths[path]?.[method.toLowerCase()] ?? raise(id)
      const { upload, file } = operations[id as keyof typeof operations] as Operation
      const sent: Request[] = []
      const client = createMarketTrakClient({
        baseUrl: 'https://app.test',
        apiKey: 'mtk_1_key',
        fetch: async (request) => {
          sent.push(request)
          return file ? new Response('bytes') : Response.json({})
        },
      })
      const result = await runSnippet(snippet, {
        client,
        orThrow,
        openAsBlob: async () => new Blob(['a file']),
      })
      expect(sent).toHaveLength(1)
      const [request] = sent as [Request]
      expect(request.method).toBe(method)
      expect(new URL(request.url).pathname).toMatch(
        new RegExp(`^/api/v1${path.replaceAll(/\{\w+\}/g, '[^/{}]+')}$`),
      )
      for (const { name, in: where } of parameters)
        if (where === 'header') expect(request.headers.get(name)).toBeTruthy()
      const schema = jsonOf(requestBody?.content)
      if (schema) expectValid(schema, await request.json(), 'client')
      else expect(await request.text()).toBe(upload ? 'a file' : '')
      expect(request.headers.get('content-type')).toBe(upload?.[0] ?? (schema ? 'application/json' : null))
      expect(result instanceof Blob).toBe(file !== undefined)
      expect(Object.keys(answers)).toContain(String(statusOf(id)))
    },
  )

  it('quotes in an example reach the API as they are', () => {
    const call = {
      ...{ method: 'POST', path: '/x', url: 'https://app.test', inPath: {}, query: {}, headers: {} },
      ...{ body: { text: `Ann's "home"\n` }, upload: undefined, download: undefined },
    }
    expect(curlOf(call)).toContain(`-d '{"text":"Ann'\\''s \\"home\\"\\n"}'`)
    expect(clientOf(call)).toContain(`text: 'Ann\\'s "home"\\n'`)
  })
})

const statusOf = (id: string) => (operations[id as keyof typeof operations] as Operation).status ?? 200

function raise(id: string): never {
  throw new Error(`The document does not have ${id}.`)
}

/** Runs code of the page with these names in scope, and returns its result. */
async function runSnippet(snippet: string, scope: Record<string, unknown>): Promise<unknown> {
  const code = `return (async () => { ${snippet.replace(/^import .*$/m, '')}; return result })()`
  return new Function(...Object.keys(scope), code)(...Object.values(scope))
}
