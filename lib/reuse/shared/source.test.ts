import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { hrefFrom, sourceInQuery, sourceKinds } from './source'

it.each(sourceKinds)('a %s in a URL is read back', (kind) => {
  const ref = { kind, id: randomUUID() }
  const url = new URL(hrefFrom('/posts/new', ref), 'https://app.test')
  expect(url.pathname).toBe('/posts/new')
  expect(sourceInQuery.parse(url.searchParams.get('from'))).toEqual(ref)
})

it.each([
  'report',
  'report:',
  'user:6f1f6a3e-0f6e-4b8e-9a44-000000000000',
  'report:1',
  '',
  ['report:1'],
  null,
  undefined,
])('%s in a URL starts an empty form', (from) => {
  expect(sourceInQuery.parse(from)).toBeUndefined()
})
