import { expect, it } from 'vitest'
import { isRefusal } from './errors'
import { assertStorableText } from './storable-text'

const refused = (given: unknown): boolean => {
  try {
    assertStorableText(given)
    return false
  } catch (error) {
    return isRefusal(error, 'input')
  }
}

it('returns storable data unchanged', () => {
  const given = { name: 'Lakeside 👩‍👩‍👧', tags: ['a', undefined, ''], file: new Blob(['\0']), none: null }
  expect(assertStorableText(given)).toBe(given)
  expect(assertStorableText(undefined)).toBe(undefined)
})

it('finds unsupported characters at any depth and in property names', () => {
  for (const given of ['a\0', { a: [{ b: 'x\ud800' }] }, { 'a\0': 1 }, [undefined, '\0'], ['\0', undefined]])
    expect(refused(given)).toBe(true)
})

it('handles very deep data', () => {
  let deep: unknown = '\0'
  for (let level = 0; level < 200_000; level++) deep = [deep]
  expect(refused(deep)).toBe(true)
})
