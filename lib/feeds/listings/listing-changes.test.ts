import { expect, test } from 'vitest'
import { readFeed } from '../parsers/read-feed'
import { bytesOf, file, sample } from '../parsers/samples'
import { isRead, type ReadListing } from './listing'
import { changesBetween } from './listing-changes'

const [told] = [...readFeed(bytesOf(file(sample())))].filter(isRead) as [ReadListing]
const state = (over: object = {}, status: ReadListing['status'] = 'current') => ({
  status,
  data: { ...told.listing, ...over },
})

test('what changed is told field by field, the status first, and what did not change is not', () => {
  expect(changesBetween(state(), state())).toEqual([])
  expect(
    changesBetween(
      state(),
      state({ priceWords: '$620,000', landArea: null, photoUrls: ['https://photos.test/b.jpg'] }, 'sold'),
    ),
  ).toEqual([
    { field: 'status', before: 'current', after: 'sold' },
    { field: 'Price', before: '$650,000', after: '$620,000' },
    { field: 'Land', before: '412.5 squareMeter', after: 'not told' },
    { field: 'Photos', before: '2', after: '1' },
  ])
})

test('a long text is cut, a name that was taken away says so', () => {
  const [description, agents] = changesBetween(state(), state({ description: 'a'.repeat(500), agents: [] }))
  expect(description?.after).toHaveLength(120)
  expect(agents).toEqual({ field: 'Agents', before: 'Ann Lee', after: 'none' })
})
