import { expect, it } from 'vitest'
import { isRefusal } from './errors'
import { storable } from './storable'

const refused = (given: unknown): boolean => {
  try {
    storable(given)
    return false
  } catch (error) {
    return isRefusal(error, 'input')
  }
}

it('lets through what can be stored, as it is', () => {
  const given = { name: 'Lakeside 👩‍👩‍👧', tags: ['a', undefined, ''], file: new Blob(['\0']), none: null }
  expect(storable(given)).toBe(given)
  expect(storable(undefined)).toBe(undefined)
})

it('finds what cannot, at any depth, in names as well, and behind what is missing', () => {
  for (const given of ['a\0', { a: [{ b: 'x\ud800' }] }, { 'a\0': 1 }, [undefined, '\0'], ['\0', undefined]])
    expect(refused(given)).toBe(true)
})

it('is not brought down by depth', () => {
  let deep: unknown = '\0'
  for (let level = 0; level < 200_000; level++) deep = [deep]
  expect(refused(deep)).toBe(true)
})
