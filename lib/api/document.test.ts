import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keyId } from '@/lib/credits/decide/keys'
import { answers, Problem } from './answers'
import { apiDocument } from './document'
import { type Operation, operations } from './operations'
import { problemOf } from './problem'

const routeOf = ({ path }: Operation) =>
  `app/api/v1${path.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`

test('every operation has its route, and every route its operation', () => {
  const wanted = Object.entries<Operation>(operations).map(([name, operation]) => {
    const file = routeOf(operation)
    expect(existsSync(file), file).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain(
      `export const ${operation.method} = apiRoute(operations.${name},`,
    )
    return file
  })
  const there = globSync('app/api/v1/**/route.ts').filter((file) => !file.includes('openapi.json'))
  expect(there.toSorted()).toEqual([...new Set(wanted)].toSorted())
})

test('every id that a hold can have is taken, and what is none is not', () => {
  for (let hold = 0; hold < 64; hold += 1) {
    const id = keyId(`hold ${hold}`)
    expect(operations.readHold.input.parse({ id })).toEqual({ id })
    expect(operations.capture.input.safeParse({ id, units: 1 }).success).toBe(true)
  }
  expect(operations.readHold.input.safeParse({ id: 'hold 1' }).success).toBe(false)
})

test('the document says what must be sent, where, and how it is judged', () => {
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

test('the document says what is answered, with every field and none beside, and how failures look', () => {
  const document = JSON.parse(JSON.stringify(apiDocument('https://app.test')))
  const { schemas } = document.components
  expect(Object.keys(schemas).toSorted()).toEqual([...Object.keys(answers), 'Problem'].toSorted())
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const { responses } = document.paths[operation.path][operation.method.toLowerCase()]
    const schemaOf = (response: { content: Record<string, { schema: object }> }) =>
      Object.values(response.content)[0]?.schema
    expect(schemaOf(responses[200]), name).toEqual({ $ref: `#/components/schemas/${operation.answer}` })
    expect(schemaOf(responses.default), name).toEqual({ $ref: '#/components/schemas/Problem' })
  }
  for (const [name, schema] of Object.entries(answers)) {
    expect(schemas[name].additionalProperties, name).toBe(false)
    expect(schemas[name].required.toSorted(), name).toEqual(Object.keys(schema.shape).toSorted())
  }
  expect(schemas.Problem.required).toEqual(['type', 'title', 'status', 'detail'])
})

test('every refusal becomes a problem as the document has it', () => {
  for (const code of ['input', 'credits.insufficient', 'a.code.nobody-knows'])
    expect(Problem.parse(problemOf({ ok: false, code, message: 'No.' }))).toMatchObject({ detail: 'No.' })
})
