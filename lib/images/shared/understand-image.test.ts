import { describe, expect, test } from 'vitest'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { understandEdit, understandWish } from './understand-image'

const brief = ListingFacts.parse({
  headline: 'A garden home',
  address: '8215 Ashworth Ave N',
  price: '$845,000',
  details: ['4 bed'],
  badge: 'Just listed',
  agency: 'Harbor & Hill',
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
const read = (instruction: string, over: Partial<ListingFacts> = {}, onPhoto = false) => {
  const { will, cannot } = understandEdit(instruction, { ...brief, ...over }, onPhoto)
  return { will, cannot }
}

describe('R7: understandEdit separates what can and cannot be done', () => {
  test.each<[string, string[], string[]]>([
    ['front door red', ['front door red'], []],
    ['Please paint the front door dark red.', ['front door dark red'], []],
    ['paint the door red and add a pool', ['front door red'], ['add a pool']],
    ['make the roof gray, the walls cream, at dusk', ['walls cream', 'roof gray', 'dusk'], []],
    ['a white house with a blue door', ['front door blue', 'walls white'], []],
    ['remove the trees and the badge', ['no trees'], ['the badge']],
    ['remove the badge and the price', ['no price', 'no badge'], []],
    ['make it a story at dusk', ['format Story, 1080 × 1920', 'dusk'], []],
    ['a bit brighter', ['picture brighter'], []],
    ['sea palette, frame layout', ['frame layout', 'palette sea (blue)'], []],
    ['red', ['palette clay (terracotta)'], []],
    [
      'change the headline to Open Sunday and paint the door green',
      ['headline “Open Sunday”', 'front door green'],
      [],
    ],
    ['price: $799,000, badge: Sold', ['price “$799,000”', 'badge “Sold”'], []],
  ])('%s', (instruction, will, cannot) => {
    expect(read(instruction)).toEqual({ will, cannot })
  })

  test.each<[string, string[]]>([
    ['add a pool', ['add a pool']],
    ['bright kitchen', ['bright kitchen']],
    ['red garage', ['red garage']],
    ['make the sky red', ['make the sky red']],
    ['a two-story house', ['a two-story house']],
    ['not at dusk', ['not at dusk']],
    ["don't make it black and white", ["don't make it black and white"]],
    ['add a terrace', ['add a terrace']],
    ['landscape the garden', ['landscape the garden']],
    ['move the headline to the left', ['move the headline to the left']],
    ['paint it', ['paint it']],
    ['water the lawn', ['water the lawn']],
    ['keep the left tree', ['keep the left tree']],
  ])('does not mistake similar text for a known phrase: %s', (instruction, cannot) => {
    expect(read(instruction)).toEqual({ will: [], cannot })
  })

  test('rejects changes that would not be visible in this image, with the reason', () => {
    expect(read('door red', { homeKind: 'apartment' }).cannot).toEqual([
      'door red (the apartment building shows no front door)',
    ])
    expect(read('door red', { finish: 'monochrome' }).cannot).toEqual([
      'door red (the picture is black and white)',
    ])
    expect(read('door red, at dusk', {}, true)).toEqual({
      will: ['dusk'],
      cannot: ['door red (your photo stays as it is)'],
    })
    expect(read('at dusk, in daylight, door red').cannot).toEqual(['do both “at dusk” and “in daylight”'])
  })

  test('names texts that do not fit and characters that our fonts lack', () => {
    expect(read(`headline: ${'a'.repeat(61)}`).cannot).toEqual([
      'show all of the headline (up to 60 characters fit)',
    ])
    expect(read('badge: Sold 🎉')).toEqual({ will: ['badge “Sold”'], cannot: ['draw 🎉 in the badge'] })
    expect(read('details: 4 bed, 2 bath, garage, garden, pool').cannot).toEqual([
      'show “pool” (up to 4 details fit)',
    ])
  })
})

test('R7: understandWish separates what can and cannot be done', () => {
  const wish = (words: string, onPhoto = false) => {
    const { will, cannot } = understandWish(words, brief, onPhoto)
    return { will, cannot }
  }
  expect(wish('a modern home by the lake at dusk with snowy mountains')).toEqual({
    will: ['a modern home', 'dusk', 'water in front of the home'],
    cannot: ['snowy mountains'],
  })
  expect(wish('a red front door, as a story, price: $1')).toEqual({
    will: ['front door red'],
    cannot: ['change the price here (use its own field)', 'story (choose the format above)'],
  })
  expect(wish('a modern home at dusk', true).cannot).toEqual(['modern home (your photo stays as it is)'])
})

test('R41: understandWish takes time proportional to the length of the text', () => {
  const started = performance.now()
  for (const word of ['the ', 'light ', 'headline: ', 'remove the price and ', 'a, ', 'x', '"', 'add some '])
    understandWish(word.repeat(500).slice(0, 500), brief, false)
  expect(performance.now() - started).toBeLessThan(1_500)
})
