import { expect, test } from 'vitest'
import { readFeed } from '../parsers/read-feed'
import { bytesOf, file, sample } from '../parsers/samples'
import { isRead, type ReadListing } from './listing'
import { changesBetween } from './listing-changes'

const [listed] = [...readFeed(bytesOf(file(sample())))].filter(isRead) as [ReadListing]
const state = (over: object = {}, status: ReadListing['status'] = 'current') => ({
  status,
  data: { ...listed.listing, ...over },
})

test('changesBetween lists changed fields only, the status first', () => {
  expect(changesBetween(state(), state())).toEqual([])
  expect(
    changesBetween(
      state(),
      state({ priceWords: '$620,000', landArea: null, photoUrls: ['https://photos.test/b.jpg'] }, 'sold'),
    ),
  ).toEqual([
    { field: 'status', before: 'current', after: 'sold' },
    { field: 'Price', before: '$650,000', after: '$620,000' },
    { field: 'Land area', before: '412.5 sq m', after: 'not set' },
    { field: 'Photos', before: '2', after: '1' },
  ])
})

test('changesBetween shortens long texts and shows removed names as none', () => {
  const [description, agents] = changesBetween(state(), state({ description: 'a'.repeat(500), agents: [] }))
  expect(description?.after).toHaveLength(120)
  expect(agents).toEqual({ field: 'Agents', before: 'Ann Lee', after: 'none' })
})
