import { describe, expect, test } from 'vitest'
import { isRead } from '../listings/listing'
import { readFeed, UnreadableFeed } from './read-feed'
import { address, bytesOf, details, file, sample } from './samples'

const read = (text: string | Uint8Array) => [...readFeed(typeof text === 'string' ? bytesOf(text) : text)]
const first = (text: string | Uint8Array) => {
  const [item] = read(text)
  if (!item || !isRead(item)) throw new Error(`not read: ${JSON.stringify(item)}`)
  return item
}
const reasons = (text: string) => read(text).map((item) => (isRead(item) ? 'read' : item.reason))

describe('REAXML', () => {
  test('reads every field of a listing', () => {
    expect(first(file(sample()))).toEqual({
      position: 1,
      sourceKey: 'AGENCY/P1',
      status: 'current',
      modifiedAt: '2026-11-20T10:30:00.000Z',
      bare: false,
      listing: {
        kind: 'residential',
        offer: 'sale',
        headline: 'Light on three sides',
        description: 'Quiet & sunny.\nNear the park.',
        street: '2/15 Hill Street',
        suburb: 'Carlton',
        state: 'VIC',
        postcode: '3053',
        country: 'AUS',
        showsStreet: true,
        priceWords: '$650,000',
        priceAmount: 650_000,
        bedrooms: 3,
        bathrooms: 2,
        parking: 2,
        landArea: { value: 412.5, unit: 'squareMeter' },
        buildingArea: null,
        underOffer: false,
        features: ['air conditioning', 'dishwasher', 'Wine cellar', 'Bay window'],
        photoUrls: ['https://photos.test/m.jpg', 'https://photos.test/b.jpg'],
        agents: [{ name: 'Ann Lee', phone: '0400 000 000', email: 'ann@agency.test' }],
        inspections: ['5-Dec-2026 11:00am to 11:30am'],
      },
    })
  })

  test.each([
    ['residential', 'residential', 'sale'],
    ['rental', 'rental', 'lease'],
    ['rural', 'rural', 'sale'],
    ['land', 'land', 'sale'],
    ['commercial', 'commercial', 'sale'],
    ['commercialLand', 'commercial', 'sale'],
    ['business', 'business', 'sale'],
    ['holidayRental', 'holiday-rental', 'lease'],
  ])('%s is read as %s', (kind, known, offer) => {
    expect(first(file(sample({ kind }))).listing).toMatchObject({ kind: known, offer })
  })

  test.each(['current', 'sold', 'leased', 'withdrawn', 'offmarket'])('the status %s', (status) => {
    expect(first(file(sample({ status }))).status).toBe(status)
  })

  test('a withdrawal with only an id is read', () => {
    const item = first(file(sample({ status: 'withdrawn', inner: '' })))
    expect(item).toMatchObject({ status: 'withdrawn', bare: true })
  })

  test('reads weekly and annual rents, and prices as text', () => {
    const rent = sample({ kind: 'rental', inner: `<rent period="weekly">520</rent>${address}` })
    expect(first(file(rent)).listing.priceWords).toBe('$520 a week')
    const lease = `<commercialListingType value="lease"/><commercialRent>60,000</commercialRent>${address}`
    expect(first(file(sample({ kind: 'commercial', inner: lease }))).listing).toMatchObject({
      offer: 'lease',
      priceWords: '$60,000 a year',
    })
    const words = sample({ inner: `<price>900000</price><priceView>Offers over $900k</priceView>${address}` })
    expect(first(file(words)).listing.priceWords).toBe('Offers over $900k')
  })

  test('hides a hidden price and street', () => {
    const hidden = address.replace('display="yes"', 'display="no"')
    const { listing } = first(file(sample({ inner: `<price display="no">650000</price>${hidden}` })))
    expect(listing).toMatchObject({ priceWords: '', priceAmount: null, showsStreet: false })
  })

  test('a broken listing is reported and the others are read', () => {
    const broken = sample({ id: 'P2' }).replace('</headline>', '</headlin>')
    const unclosed = sample({ id: 'P3' }).replace('</residential>', '')
    const items = read(file(sample(), broken, unclosed, sample({ id: 'P4', kind: 'land' })))
    expect(items.map((item) => [item.position, item.sourceKey, isRead(item)])).toEqual([
      [1, 'AGENCY/P1', true],
      [2, 'P2', false],
      [3, 'P3', false],
      [4, 'AGENCY/P4', true],
    ])
    expect(items[1]).toMatchObject({ reason: expect.stringContaining('invalid XML') })
    expect(items[2]).toMatchObject({ reason: expect.stringContaining('closing tag') })
  })

  test('reports missing fields', () => {
    expect(
      reasons(
        file(
          sample({ id: '' }),
          sample({ status: '' }),
          sample({ status: 'proposal' }),
          sample({ inner: details.replace(/<headline>.*<\/headline>/, '') }),
          '<residential/>',
        ),
      ),
    ).toEqual([
      'The uniqueID is missing.',
      'The status is missing.',
      'The status “proposal” isn’t a REAXML status.',
      'The address and headline are missing.',
      'The uniqueID is missing.',
    ])
  })

  test('handles bare ampersands, control characters, HTML entities, and listings quoted in CDATA', () => {
    const inner = `<headline>Bed &amp; breakfast &nbsp;by R&D \u0003caf&eacute; &#0;</headline>${address}
      <description><![CDATA[<b>Tidy & dry</b> </residential> <residential>]]></description><!-- </residential> -->`
    expect(first(file(sample({ inner }))).listing).toMatchObject({
      headline: 'Bed & breakfast by R&D café',
      description: 'Tidy & dry',
    })
    expect(read(file(sample({ inner })))).toHaveLength(1)
  })

  test('reads a file without a list element, and an empty list', () => {
    expect(read(sample())).toHaveLength(1)
    expect(read('<propertyList></propertyList>')).toEqual([])
  })
})

describe('encodings are detected by the bytes', () => {
  const cafe = sample({ inner: `<headline>Café “Zur Höhe”</headline>${address}` })
  const headline = (bytes: Uint8Array) => first(bytes).listing.headline
  const windows = (text: string) =>
    Uint8Array.from([...text].map((one) => ({ '“': 0x93, '”': 0x94 })[one] ?? one.charCodeAt(0)))

  test.each([
    ['UTF-8 that says UTF-8', bytesOf(file(cafe))],
    ['UTF-8 that says UTF-16', bytesOf(file(cafe).replace('UTF-8', 'utf-16'))],
    ['UTF-8 that says Latin-1', bytesOf(file(cafe).replace('UTF-8', 'iso-8859-1'))],
    ['UTF-8 with a mark', bytesOf(`\ufeff${file(cafe)}`)],
    ['Windows-1252 that says UTF-8', windows(file(cafe))],
    ['Windows-1252 that says Windows-1252', windows(file(cafe).replace('UTF-8', 'windows-1252'))],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${file(cafe).replace('UTF-8', 'utf-16')}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(file(cafe), 'utf16le')],
    ['an unknown encoding', bytesOf(file(cafe).replace('UTF-8', 'x-none'))],
  ])('%s', (_what, bytes) => {
    expect(headline(bytes)).toBe('Café “Zur Höhe”')
  })
})

describe('hostile files', () => {
  test('entities defined by a file are never expanded and external files never opened', () => {
    const layers = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
      '',
    )
    const bomb = file(sample({ inner: `<headline>&l10;&secret;Home</headline>${address}` })).replace(
      '<propertyList ',
      `<!DOCTYPE x [<!ENTITY l0 "ha">${layers}<!ENTITY secret SYSTEM "file:///etc/passwd">]><propertyList `,
    )
    expect(first(bomb).listing.headline).toBe('Home')
  })

  test('excessive nesting and size are reported, and the next listing is read', () => {
    const deep = sample({ inner: `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}` })
    const long = sample({ inner: `<description>${'x'.repeat(600_000)}</description>` })
    const many = sample({ inner: `${address}${'<a/>'.repeat(6_000)}` })
    expect(reasons(file(deep, long, many, sample()))).toEqual([
      expect.stringContaining('nested too deeply'),
      expect.stringContaining('too long'),
      expect.stringContaining('too many elements'),
      'read',
    ])
  })

  test('a file of only opening tags is read quickly', () => {
    expect(read(`<propertyList>${'<residential>'.repeat(15_000)}`)).toHaveLength(15_000)
  })

  test.each(['', 'hello', '<html><body/></html>', '{', '{"a":1}', '[1', 'PK\u0003\u0004'])(
    'rejects a file that is not a feed: %j',
    (text) => {
      expect(() => read(text)).toThrow(UnreadableFeed)
    },
  )

  test('markup is removed from text', () => {
    const inner = `${address}<headline><![CDATA[<script>alert(1)</script>Home]]></headline>`
    expect(first(file(sample({ inner }))).listing.headline).toBe('alert(1)Home')
  })
})

describe('RESO Data Dictionary', () => {
  const home = {
    ListingKey: 'K1',
    OriginatingSystemName: 'MLS',
    StandardStatus: 'Active',
    PropertyType: 'Residential',
    ListPrice: 815000,
    StreetNumber: '41',
    StreetName: 'Alder',
    StreetSuffix: 'Ave',
    City: 'Seattle',
    StateOrProvince: 'WA',
    PostalCode: '98103',
    BedroomsTotal: 4,
    BathroomsTotalInteger: 2,
    LivingArea: 1840,
    LivingAreaUnits: 'Square Feet',
    PublicRemarks: 'Close to the lake.',
    ModificationTimestamp: '2026-11-20T08:00:00Z',
    InteriorFeatures: ['Fireplace', 'None'],
    Media: [
      { MediaURL: 'https://photos.test/2.jpg', Order: 2 },
      { MediaURL: 'https://photos.test/1.jpg', Order: 1 },
      { MediaURL: 'javascript:alert(1)', Order: 0 },
      null,
    ],
  }
  const json = (...rows: unknown[]) => JSON.stringify({ '@odata.context': 'x', value: rows })

  test('reads every field of a listing from a broker', () => {
    expect(first(json(home))).toMatchObject({
      sourceKey: 'MLS/K1',
      status: 'current',
      listing: {
        street: '41 Alder Ave',
        suburb: 'Seattle',
        priceWords: '$815,000',
        bedrooms: 4,
        buildingArea: { value: 1840, unit: 'Square Feet' },
        photoUrls: ['https://photos.test/1.jpg', 'https://photos.test/2.jpg'],
        features: ['Fireplace'],
      },
    })
  })

  test.each([
    ['Active', 'current'],
    ['Active Under Contract', 'current'],
    ['ActiveUnderContract', 'current'],
    ['Pending', 'offmarket'],
    ['Closed', 'sold'],
    ['Canceled', 'withdrawn'],
    ['Expired', 'withdrawn'],
  ])('%s is %s', (StandardStatus, status) => {
    expect(first(json({ ...home, StandardStatus })).status).toBe(status)
  })

  test('a closed lease is leased', () => {
    const row = { ...home, PropertyType: 'Residential Lease', StandardStatus: 'Closed', ListPrice: 2100 }
    expect(first(json(row))).toMatchObject({ status: 'leased', listing: { priceWords: '$2,100 a month' } })
  })

  test('reads an array and a single listing, and reports invalid rows', () => {
    expect(read(JSON.stringify([home]))).toHaveLength(1)
    expect(read(JSON.stringify(home))).toHaveLength(1)
    expect(
      reasons(json(null, 7, { ...home, ListingKey: null }, { ...home, StandardStatus: 'X' }, home)),
    ).toEqual([
      'This isn’t a listing.',
      'This isn’t a listing.',
      'The ListingKey or ListingId is missing.',
      'The status “X” isn’t in the RESO Data Dictionary.',
      'read',
    ])
  })
})
