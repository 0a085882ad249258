import { expect, test } from 'vitest'
import { placeName, withPlaceName } from './place-names'

test('the zip codes of the county have names, and other areas keep theirs', () => {
  expect(withPlaceName('98103')).toBe('98103, Green Lake and Wallingford, Seattle')
  expect(withPlaceName('Köln')).toBe('Köln')
  expect(placeName('constructor')).toBeNull()
})
