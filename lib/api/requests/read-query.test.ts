import { expect, it } from 'vitest'
import { StatementQuery } from './inputs'
import { readQuery } from './read-query'

const read = (query: string) => readQuery(new URLSearchParams(query))

it('R50: readQuery groups deepObject parameters and keeps the others', () => {
  expect(read('limit=2&metadata[order]=1234&metadata[site]=a%26b')).toEqual({
    limit: '2',
    metadata: { order: '1234', site: 'a&b' },
  })
  expect(read('metadata=x&metadata[a]=1')).toEqual({ metadata: { a: '1' } })
  expect(read('metadata[a]=1&metadata=x')).toEqual({ metadata: 'x' })
  expect(read('a[b][c]=1&[x]=2&a[=3')).toEqual({ 'a[b][c]': '1', '[x]': '2', 'a[': '3' })
  expect(Object.keys(read('metadata[__proto__]=1').metadata as object)).toEqual(['__proto__'])
})

it.each([
  ['metadata[a]=1&metadata[b]=2&metadata[c]=3', true],
  ['metadata[a]=1&metadata[b]=2&metadata[c]=3&metadata[d]=4', false],
  [`metadata[${'k'.repeat(41)}]=1`, false],
  [`metadata[a]=${'v'.repeat(201)}`, false],
  ['metadata=x', false],
])('R50: a statement query %s is valid: %s', (query, valid) => {
  expect(StatementQuery.safeParse(read(query)).success).toBe(valid)
})
