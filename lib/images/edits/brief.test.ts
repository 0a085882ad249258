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

it('details are parted by commas, but not by those within a number', () => {
  const { details } = briefOf(fields({ details: '4 bed, 2.5 bath,1,950 sq ft' }), 'Harbour & Hill', 7)
  expect(details).toEqual(['4 bed', '2.5 bath', '1,950 sq ft'])
})

it('the same seed is the same brief, and the wish decides what it names', () => {
  const wished = fields({ wish: 'a modern home by the sea at dusk' })
  expect(briefOf(wished, 'Harbour & Hill', 7)).toEqual(briefOf(wished, 'Harbour & Hill', 7))
  expect(briefOf(wished, 'Harbour & Hill', 7)).toMatchObject({ palette: 'sea', light: 'dusk' })
})
