import { expect, test } from 'vitest'
import { builtInModel } from '@/lib/ai/built-in/model'
import { withoutHiddenUrls } from '@/lib/core/text/hidden-address'
import { areaWords } from '../listings/area-units'
import { isRead, type Listing, type ReadListing, titleOf } from '../listings/listing'
import { readFeed, UnreadableFeed } from '../parsers/read-feed'
import { bytesOf } from '../parsers/samples'
import { writePost } from '../posts/write-post'
import type { Expected } from './expected'
import { given } from './given'
import { blmPrograms } from './programs/blm'
import { reaxmlPrograms } from './programs/reaxml'
import { resoPrograms } from './programs/reso'

const programs = [...reaxmlPrograms, ...resoPrograms, ...blmPrograms]

/** What is published: the post's own texts, not what the parser returns. */
async function published({ listing, status }: ReadListing) {
  const texts = await writePost(listing, builtInModel)
  return {
    post: status === 'current' && listing.notForInternet === undefined,
    title: titleOf(listing),
    texts: Object.values(texts).join('\n'),
    facebook: texts.facebook ?? '',
    photo: withoutHiddenUrls(listing, listing.photoUrls)[0] ?? '',
  }
}

const factsOf = (listing: Listing) => ({
  price: listing.priceWords,
  bedrooms: listing.bedrooms,
  bathrooms: listing.bathrooms,
  parking: listing.parking,
  land: listing.landArea && areaWords(listing.landArea),
  building: listing.buildingArea && areaWords(listing.buildingArea),
  features: listing.features,
  photos: listing.photoUrls,
  kind: listing.kind,
  offer: listing.offer,
  underOffer: listing.underOffer,
})

async function check(item: ReturnType<typeof read>[number], expected: Expected): Promise<void> {
  const { status, post, title, says = [], neverSays = [], ...facts } = expected
  if (!isRead(item)) {
    expect(status, item.reason).toBeNull()
    for (const words of says) expect(item.reason).toContain(words)
    return
  }
  expect(item.status).toBe(status)
  expect(factsOf(item.listing)).toMatchObject(facts)
  const made = await published(item)
  expect(made.post).toBe(post ?? status === 'current')
  if (title !== undefined) expect(made.title).toBe(title)
  if (facts.price) expect(made.facebook).toContain(facts.price)
  for (const words of says) expect(made.facebook).toContain(words)
  for (const words of neverSays) {
    expect(`${made.title}\n${made.texts}\n${made.photo}`.toLowerCase()).not.toContain(words.toLowerCase())
  }
}

const read = (file: string) => [...readFeed(bytesOf(file))]

test.each([...given, ...programs].map((one) => [one.program, one.what, one] as const))(
  'R43: %s, %s',
  async (_program, _what, { file, expected }) => {
    const items = read(file)
    expect(items).toHaveLength(expected.length)
    for (const [i, item] of items.entries()) await check(item, expected[i] as Expected)
  },
)

test('R43: there is a case for every program, and at least 30 of our own', () => {
  expect(programs.length).toBeGreaterThanOrEqual(30)
  const names = new Set([...given, ...programs].map(({ program }) => program))
  for (const name of [
    'Bridge',
    'Trestle',
    'Spark',
    'SimplyRETS',
    'MLS Grid',
    'AgentBox',
    'Vault',
    'Rex',
    'PropertyMe',
  ])
    expect(names).toContain(name)
})

test('R43: pages that we fetched are read as one file', () => {
  const [first, second] = ['reso_page1', 'reso_page2'].map(
    (name) =>
      given.find(({ file, what }) => file.includes('p1-0') === (name === 'reso_page1') && /page/.test(what))
        ?.file,
  )
  const items = read(`{"pages":[${first},${second}]}`)
  expect(items.map((item) => item.sourceKey)).toEqual([
    'mred/p1-0',
    'mred/p1-1',
    'mred/p1-2',
    'mred/p2-0',
    'mred/p2-1',
  ])
})

test.each([
  ['<!DOCTYPE html><html><body>Sign in</body></html>', 'web page'],
  ['<RETS ReplyCode="0"><DATA>1</DATA></RETS>', 'RETS'],
  ['<kyero><property><id>1</id></property></kyero>', 'portal'],
  ['<edmx:Edmx Version="4.0"/>', 'Property resource'],
  ['{"error":{"message":"x"},"Message":"Your token has expired"}', 'Your token has expired'],
  ['#HEADER#\nVersion : 3\n#DATA#\n', 'no list of fields'],
])('R43: a file in another format is named in the refusal: %s', (file, words) => {
  expect(() => read(file)).toThrow(UnreadableFeed)
  expect(() => read(file)).toThrow(words)
})
