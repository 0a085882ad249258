import { expect, it } from 'vitest'
import { briefOf, ImageFields } from './brief'

const fields = (over: object) =>
  ImageFields.parse({
    headline: 'A garden home',
    address: '',
    price: '',
    details: '',
    badge: '',
    wish: '',
    format: 'square',
    ...over,
  })

it('briefOf splits details at commas, but not within numbers', () => {
  const { details } = briefOf(fields({ details: '4 bed, 2.5 bath,1,950 sq ft' }), 'Harbour & Hill', 7)
  expect(details).toEqual(['4 bed', '2.5 bath', '1,950 sq ft'])
})

it('briefOf gives the same brief for the same seed, and the description takes precedence', () => {
  const wished = fields({ wish: 'a modern home by the sea at dusk' })
  expect(briefOf(wished, 'Harbour & Hill', 7)).toEqual(briefOf(wished, 'Harbour & Hill', 7))
  expect(briefOf(wished, 'Harbour & Hill', 7)).toMatchObject({ palette: 'sea', light: 'dusk' })
})
