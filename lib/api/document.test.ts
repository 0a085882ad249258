import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keyId } from '@/lib/credits/keys'
import { apiDocument } from './document'
import { type Operation, operations } from './operations'

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
