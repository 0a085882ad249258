import { expect, test } from 'vitest'
import { z } from 'zod'
import { listQuery, numberedListQuery } from './list-query'

const CURSOR = '1795873913681007-6f1d7a0e-3c1b-4c9e-9f10-000000000001'
const read = listQuery({ filter: z.enum(['ready', 'ended']) })
const NOTHING = { search: undefined, filter: undefined, before: undefined, after: undefined }

test('listQuery reads search, filter and position', () => {
  expect(read({ q: ' oak ', show: 'ready', before: CURSOR })).toEqual({
    ...NOTHING,
    search: 'oak',
    filter: 'ready',
    before: CURSOR,
  })
  expect(read({ after: CURSOR })).toEqual({ ...NOTHING, after: CURSOR })
  expect(read({ before: CURSOR, after: CURSOR }), 'one direction').toEqual({ ...NOTHING, before: CURSOR })
})

test('listQuery ignores invalid parameters and keeps the others', () => {
  expect(read({})).toEqual(NOTHING)
  for (const q of ['', '  ', 'x'.repeat(121), 'nul\0', '\ud800', ['a', 'b']])
    expect(read({ q, show: 'ended' }), String(q)).toEqual({ ...NOTHING, filter: 'ended' })
  for (const before of ['2026-11-28T00:00:00Z', '1e999', '-1', [CURSOR, CURSOR], `9${CURSOR}`])
    expect(read({ before, show: 'other', q: 'oak' }), String(before)).toEqual({ ...NOTHING, search: 'oak' })
})

test('listQuery reads the parameters with its prefix', () => {
  const files = listQuery({ prefix: 'files-' })
  expect(files({ before: CURSOR, 'files-after': CURSOR })).toEqual({ ...NOTHING, after: CURSOR })
})

test('numberedListQuery accepts row numbers that fit the column', () => {
  const numbered = numberedListQuery()
  expect(numbered({ before: '41' })).toEqual({ ...NOTHING, before: 41 })
  for (const before of ['0', '-1', '1.5', '1e3', '0x10', '2147483648', '99999999999', 'NaN', ['1', '2']])
    expect(numbered({ before, after: '7' }), String(before)).toEqual({ ...NOTHING, after: 7 })
})
