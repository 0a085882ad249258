import { expect, test } from 'vitest'
import { writeListingPost } from '@/lib/ai/built-in/listing-post'
import { measureText, networks } from '@/lib/posts/shared/networks'

const facts = {
  kind: 'residential',
  offer: 'sale',
  headline: 'Light-filled home near the lake',
  description: null,
  street: '3 Hill Street',
  suburb: 'Carlton',
  state: 'WA',
  price: '$650,000',
  bedrooms: 3,
  bathrooms: 2,
  parking: 1,
  land: '5,000 sq ft',
  building: '1,950 sq ft',
  features: ['solar panels', 'pool', 'deck', 'fireplace', 'walk-in closet', 'alarm'],
  inspections: ['Sat Dec 5, 1:00 PM'],
  agent: 'Adam Ng',
  agency: 'Harbour & Hill',
  phone: '(206) 555-0100',
  link: 'https://harbourhill.test',
  underOffer: false,
}
const write = (changes: object = {}): Record<string, string> =>
  JSON.parse(writeListingPost({ ...facts, ...changes }))
const bullets = (text = '') => text.split('\n').filter((line) => line.startsWith('• '))

test.each(['facebook', 'instagram', 'linkedin'])(
  '%s has a hook, three facts on lines of their own, and a contact',
  (network) => {
    const text = write()[network] ?? ''
    const [hook = '', list = '', contact = ''] = text.split('\n\n')
    expect(hook).toMatch(/^Light-filled home near the lake\.\n.*3 Hill Street, Carlton/)
    expect(list.split('\n')).toEqual([
      '• 3 bedrooms, 2 bathrooms and 1 parking space',
      '• Solar panels',
      '• Price: $650,000',
    ])
    expect(contact).toMatch(/^Open house: Sat Dec 5, 1:00 PM\.\n.*Adam Ng, Harbour & Hill, \(206\) 555-0100$/)
  },
)

test('no network has a run of features', () => {
  for (const text of Object.values(write({ price: null, bedrooms: null, bathrooms: null, parking: null }))) {
    expect(bullets(text).length).toBeLessThanOrEqual(3)
    expect(text).not.toMatch(/pool, deck|Features:|Highlights:/)
  }
})

test('the link is the last line on Facebook, before the hashtags on LinkedIn, and not on Instagram', () => {
  const { facebook, linkedin, instagram, x } = write()
  expect(facebook).toMatch(/\n\nhttps:\/\/harbourhill\.test$/)
  expect(linkedin).toMatch(/\n\nhttps:\/\/harbourhill\.test\n\n#Carlton #ForSale #Home$/)
  expect(instagram).not.toContain('http')
  expect(instagram).toMatch(/#Carlton #ForSale #Home #JustListed$/)
  expect(x).toContain('https://harbourhill.test')
})

test.each(networks)('%s stays within its limit, however long the facts are', (network) => {
  for (const changes of [
    {},
    { headline: 'A very light home near the lake '.repeat(9), street: 'Long '.repeat(39) },
    { features: ['a feature '.repeat(6)], agency: 'Agency '.repeat(11), price: 'Offers over '.repeat(16) },
    { link: undefined, phone: undefined, agency: undefined },
  ]) {
    const text = write(changes)[network] ?? ''
    expect(measureText(network, text).problems).toEqual([])
    expect(text).not.toContain('undefined')
  }
})

test('a listing with little to say still has a hook and a contact', () => {
  const text = write({
    headline: null,
    street: null,
    suburb: null,
    state: null,
    price: null,
    bedrooms: null,
    bathrooms: null,
    parking: null,
    land: null,
    building: null,
    features: [],
    inspections: [],
    agent: null,
    agency: undefined,
    phone: undefined,
    link: undefined,
  }).facebook
  expect(text).toMatch(/^(Just listed|New on the market): a home for sale\.\n\n(Message|Contact) us/)
})
