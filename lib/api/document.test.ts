import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keyId } from '@/lib/credits/decide/keys'
import { apiDocument } from './document'
import { type Operation, operations } from './operations'
import { toProblem } from './requests/problem'
import { Problem, responses as responseSchemas } from './responses'

const routeOf = ({ path }: Operation) =>
  `app/api/v1${path.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`

test('every operation has a route and every route an operation', () => {
  const expected = Object.entries<Operation>(operations).map(([name, operation]) => {
    const file = routeOf(operation)
    expect(existsSync(file), file).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain(
      `export const ${operation.method} = apiRoute(operations.${name},`,
    )
    return file
  })
  const actual = globSync('app/api/v1/**/route.ts').filter((file) => !file.includes('openapi.json'))
  expect(actual.toSorted()).toEqual([...new Set(expected)].toSorted())
})

test('accepts every possible hold id and refuses other ids', () => {
  for (let hold = 0; hold < 64; hold += 1) {
    const id = keyId(`hold ${hold}`)
    expect(operations.readHold.input.parse({ id })).toEqual({ id })
    expect(operations.capture.input.safeParse({ id, units: 1 }).success).toBe(true)
  }
  expect(operations.readHold.input.safeParse({ id: 'hold 1' }).success).toBe(false)
})

test('the document describes required parameters and bodies', () => {
  const document = JSON.parse(JSON.stringify(apiDocument('https://app.test')))
  expect(document.openapi).toBe('3.1.0')
  expect(document.paths['/charges'].post).toMatchObject({
    parameters: [{ name: 'Idempotency-Key', in: 'header', required: true }],
    requestBody: { content: { 'application/json': { schema: { required: ['action', 'quotedCredits'] } } } },
  })
  expect(document.paths['/holds/{id}/capture'].post.parameters).toMatchObject([
    { name: 'id', in: 'path', required: true },
  ])
  expect(document.paths['/quote'].get.parameters).toMatchObject([
    { name: 'action', in: 'query', required: true },
    { name: 'units', in: 'query', required: false },
  ])
})

test('the document describes uploads, files, examples and the status of success', () => {
  const { paths } = JSON.parse(JSON.stringify(apiDocument('https://app.test')))
  expect(paths['/feeds/{id}/files'].post.requestBody.content).toHaveProperty(['application/xml'])
  expect(paths['/reports/{id}/pdf'].get.responses[200].content).toHaveProperty(['application/pdf'])
  const { requestBody, responses } = paths['/reports'].post
  expect(responses).toHaveProperty('202')
  const { schema, example } = requestBody.content['application/json']
  expect(schema.required).toEqual(['area', 'periodFrom', 'periodTo', 'quotedCredits'])
  expect(example).toMatchObject({ area: { kind: 'zip' } })
  expect(paths['/contacts']).toMatchObject({ get: {}, put: { operationId: 'saveContact' } })
})

test('the document describes exactly the fields of responses and problems', () => {
  const document = JSON.parse(JSON.stringify(apiDocument('https://app.test')))
  const { schemas } = document.components
  expect(Object.keys(schemas).toSorted()).toEqual([...Object.keys(responseSchemas), 'Problem'].toSorted())
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const { responses } = document.paths[operation.path][operation.method.toLowerCase()]
    const schemaOf = (response: { content: Record<string, { schema: object }> }) =>
      Object.values(response.content)[0]?.schema
    const success = responses[operation.status ?? 200]
    if (operation.response)
      expect(schemaOf(success), name).toEqual({ $ref: `#/components/schemas/${operation.response}` })
    else expect(Object.keys(success.content), name).toEqual(operation.file)
    expect(schemaOf(responses.default), name).toEqual({ $ref: '#/components/schemas/Problem' })
  }
  for (const [name, schema] of Object.entries(responseSchemas)) {
    expect(schemas[name].additionalProperties, name).toBe(false)
    expect(schemas[name].required.toSorted(), name).toEqual(Object.keys(schema.shape).toSorted())
  }
  expect(schemas.Problem.required).toEqual(['type', 'title', 'status', 'detail'])
})

test('toProblem returns the documented format for every refusal', () => {
  for (const code of ['input', 'credits.insufficient', 'an.unknown-code'])
    expect(Problem.parse(toProblem({ ok: false, code, message: 'No.' }))).toMatchObject({ detail: 'No.' })
})
