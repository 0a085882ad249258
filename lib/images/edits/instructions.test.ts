import { describe, expect, test } from 'vitest'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { examplesFor, INSTRUCTION_EXAMPLES, readInstruction } from './instructions'

const brief = ListingFacts.parse({
  headline: 'A garden home',
  address: '8215 Ashworth Ave N',
  price: '$845,000',
  details: ['4 bed'],
  badge: 'Just listed',
  agency: 'Harbour & Hill',
  wish: '',
  format: 'square',
  palette: 'forest',
  layout: 'cover',
  light: 'day',
  homeKind: 'house',
  waterside: false,
  focus: 'centre',
  zoom: 1,
  seed: 7,
})

const changeBy = (instruction: string, onPhoto = false) => {
  const changed: Record<string, unknown> = readInstruction(instruction, brief, onPhoto)
  return Object.fromEntries(
    Object.entries(changed).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(brief[name as keyof ListingFacts]),
    ),
  )
}

test.each<[string, object]>([
  ['headline: Sold in a week; price: $860,000', { headline: 'Sold in a week', price: '$860,000' }],
  ['details: 3 bed, 1,950 sq ft', { details: ['3 bed', '1,950 sq ft'] }],
  ['remove the badge and hide details', { badge: '', details: [] }],
  ['make it a story at dusk', { format: 'story', light: 'dusk' }],
  ['blue', { palette: 'sea' }],
  ['golden light', { light: 'golden' }],
  ['black and white', { finish: 'monochrome' }],
  ['a modern home, more vivid', { homeKind: 'modern', finish: 'vivid' }],
  ['crop closer', { zoom: 1.25 }],
  ['focus on the left', { focus: 'left', zoom: 1.25 }],
  ['the frame layout', { layout: 'frame' }],
])('%s', (instruction, change) => {
  expect(changeBy(instruction)).toEqual(change)
})

describe('an instruction that changes nothing is refused for free', () => {
  test.each(['sing a song', 'zoom out', 'in daylight'])('%s', (instruction) => {
    expect(() => changeBy(instruction)).toThrow(/Nothing was charged/)
  })

  test('a photo cannot become another house', () => {
    expect(() => changeBy('make it a modern home', true)).toThrow(/Nothing was charged/)
  })
})

test('examplesFor offers only what would change this image', () => {
  expect(examplesFor(brief, false)).toEqual([...INSTRUCTION_EXAMPLES])
  expect(examplesFor(brief, true)).not.toContain('no trees')
  expect(examplesFor({ ...brief, homeKind: 'apartment', badge: '' }, false)).toEqual(
    INSTRUCTION_EXAMPLES.filter((words) => !/door|badge/.test(words)),
  )
})
