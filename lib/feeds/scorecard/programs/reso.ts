import { type Case, type Expected, url } from '../expected'

const json = (value: unknown) => JSON.stringify(value)
const home = {
  ListingKey: 'K1',
  ListingId: 'K1',
  OriginatingSystemName: 'coast',
  StandardStatus: 'Active',
  PropertyType: 'Residential',
  ListPrice: 525000,
  StreetNumber: '77',
  StreetName: 'Harbor',
  StreetSuffix: 'Ave',
  City: 'Edmonds',
  StateOrProvince: 'WA',
  PostalCode: '98020',
  BedroomsTotal: 3,
  BathroomsFull: 2,
  BathroomsHalf: 1,
  PublicRemarks: 'A bright home near the ferry.',
  PrivateRemarks: 'Lockbox code 4411. Seller is motivated.',
  ModificationTimestamp: '2026-11-20T08:00:00Z',
}
const reso = (...rows: object[]) => json({ '@odata.context': 'x', value: rows })
const open = {
  status: 'current',
  title: '77 Harbor Ave, Edmonds',
  price: '$525,000',
  bathrooms: 2.5,
} as const
const hidden: Expected = { status: 'current', title: 'Edmonds', neverSays: ['77 Harbor', 'Harbor Ave'] }

const simply = {
  mlsId: 1005192,
  listingId: '1005192',
  listPrice: 20714261,
  remarks: 'A tower home over the bay.',
  privateRemarks: 'Call the doorman first.',
  modified: '2026-11-20T10:00:00Z',
  property: {
    bedrooms: 2,
    bathsFull: 1,
    bathsHalf: 1,
    area: 1043,
    type: 'RES',
    garageSpaces: 2,
    acres: '0.5',
  },
  address: {
    streetNumber: 74434,
    streetNumberText: '74434',
    streetName: 'East Sweet Bottom Br',
    unit: '10',
    city: 'Houston',
    state: 'Texas',
    postalCode: '77096',
    country: 'United States',
    full: '74434 East Sweet Bottom Br #10',
  },
  mls: { status: 'Active', originatingSystemName: 'HAR' },
  agent: {
    firstName: 'Ann',
    lastName: 'Lee',
    contact: { email: 'ann@agency.test', cell: null, office: '555 0100' },
  },
  photos: [url('s1.jpg'), url('s2.jpg')],
  internetAddressDisplay: true,
  internetEntireListingDisplay: true,
}

/** What American MLS services answer: RESO and its relatives, in JSON. */
export const resoPrograms: Case[] = [
  {
    program: 'Bridge',
    what: 'its own envelope, baths in parts, and no private remarks',
    file: json({
      success: true,
      status: 200,
      bundle: [{ ...home, Media: [{ MediaURL: url('1.jpg'), Order: 1 }] }],
      total: 1,
    }),
    expected: [{ ...open, photos: [url('1.jpg')], neverSays: ['Lockbox', 'motivated'] }],
  },
  {
    program: 'Bridge',
    what: 'an address that is hidden with "N"',
    file: json({ bundle: [{ ...home, InternetAddressDisplayYN: 'N' }] }),
    expected: [hidden],
  },
  {
    program: 'Trestle',
    what: 'numbers as text, land in units, several sizes of a photo',
    file: reso({
      ...home,
      ListPrice: '$525,000.00',
      BathroomsFull: null,
      BathroomsHalf: null,
      BathroomsTotalInteger: '3',
      LotSizeArea: '7,200',
      LotSizeUnits: 'Square Feet',
      Media: [
        { MediaURL: url('thumb.jpg'), Order: 1, ImageSizeDescription: 'Thumbnail', ImageWidth: 200 },
        { MediaURL: url('large.jpg'), Order: 1, ImageSizeDescription: 'Large', ImageWidth: 1600 },
        { MediaURL: url('second.jpg'), Order: 2, ImageSizeDescription: 'Large', ImageWidth: 1600 },
      ],
    }),
    expected: [{ ...open, bathrooms: 3, land: '7,200 sq ft', photos: [url('large.jpg'), url('second.jpg')] }],
  },
  {
    program: 'Trestle',
    what: 'coming soon, pending, canceled and closed',
    file: reso(
      { ...home, ListingKey: 'A', StandardStatus: 'Coming Soon' },
      { ...home, ListingKey: 'B', StandardStatus: 'Pending' },
      { ...home, ListingKey: 'C', StandardStatus: 'cancelled' },
      { ...home, ListingKey: 'D', StandardStatus: 'Closed' },
      { ...home, ListingKey: 'E', StandardStatus: 'Active Under Contract' },
    ),
    expected: [
      { status: 'offmarket' },
      { status: 'offmarket' },
      { status: 'withdrawn' },
      { status: 'sold' },
      { status: 'current', underOffer: true },
    ],
  },
  {
    program: 'Trestle',
    what: 'the whole listing hidden, in every spelling',
    file: reso(
      ...[false, 'false', 'N', 'No', '0', 0, 'F', 'Seller opted out'].map(
        (InternetEntireListingDisplayYN, i) => ({
          ...home,
          ListingKey: `H${i}`,
          InternetEntireListingDisplayYN,
        }),
      ),
      { ...home, ListingKey: 'snake', internet_entire_listing_display_yn: 'n' },
      { ...home, ListingKey: 'idx', IDXParticipationYN: false },
    ),
    expected: Array.from({ length: 10 }, () => ({ status: 'current', post: false }) as const),
  },
  {
    program: 'Trestle',
    what: 'flags that allow it, in every spelling',
    file: reso(
      ...[true, 'true', 'Y', 'Yes', '1', 1, 'T', null, ''].map((flag, i) => ({
        ...home,
        ListingKey: `S${i}`,
        InternetEntireListingDisplayYN: flag,
        InternetAddressDisplayYN: flag,
      })),
    ),
    expected: Array.from({ length: 9 }, () => open),
  },
  {
    program: 'Trestle',
    what: 'statuses and property types that boards invent',
    file: reso(
      { ...home, ListingKey: 'A', StandardStatus: null, MlsStatus: 'Active - Coming Soon' },
      { ...home, ListingKey: 'B', StandardStatus: null, MlsStatus: 'Act Cont' },
      { ...home, ListingKey: 'C', StandardStatus: 'Temp Off Market' },
      { ...home, ListingKey: 'D', PropertyType: 'Single Family Home' },
      { ...home, ListingKey: 'E', PropertyType: 'Lots/Land' },
      { ...home, ListingKey: 'F', PropertyType: 'Quantum' },
    ),
    expected: [
      { status: 'offmarket' },
      { status: 'current', underOffer: true },
      { status: 'offmarket' },
      { status: 'current', kind: 'residential' },
      { status: 'current', kind: 'land' },
      { status: null, says: ['Quantum'] },
    ],
  },
  {
    program: 'MLS Grid',
    what: 'not licensed for IDX, and removed',
    file: reso(
      { ...home, ListingKey: 'V', MlgCanView: true, MlgCanUse: ['VOW', 'BO'] },
      { ...home, ListingKey: 'W', MlgCanView: 'false' },
      { ...home, ListingKey: 'X', MlgCanView: true, MlgCanUse: 'IDX,VOW' },
    ),
    expected: [{ status: 'current', post: false }, { status: 'withdrawn', post: false }, open],
  },
  {
    program: 'MLS Grid',
    what: 'baths as 2.2, Infinity, and a street with a direction',
    file: reso({
      ...home,
      BathroomsFull: null,
      BathroomsHalf: null,
      BathroomsTotalInteger: 2.2,
      StreetDirSuffix: 'NE',
    }).replace('"BedroomsTotal":3', '"BedroomsTotal":3,"LotSizeAcres":-Infinity,"LivingArea":Infinity'),
    expected: [
      { status: 'current', title: '77 Harbor Ave NE, Edmonds', bathrooms: 3, land: null, building: null },
    ],
  },
  {
    program: 'Spark',
    what: 'its envelope, standard fields, and its own photos',
    file: json({
      D: {
        Success: true,
        Results: [
          {
            Id: '20260101000000000001000000',
            StandardFields: {
              ...home,
              ListingKey: '20260101000000000001000000',
              PropertyType: 'A',
              MlsStatus: 'Active',
              StandardStatus: null,
              Photos: [
                { Id: '2', Primary: false, UriLarge: url('p2.jpg'), Uri300: url('p2-300.jpg') },
                { Id: '1', Primary: true, UriLarge: url('p1.jpg') },
              ],
            },
          },
        ],
      },
    }),
    expected: [{ ...open, photos: [url('p1.jpg'), url('p2.jpg')] }],
  },
  {
    program: 'Spark',
    what: 'a lease by the month with a unit',
    file: json({
      D: {
        Results: [
          {
            Id: '1',
            StandardFields: { ...home, PropertyType: 'Residential Lease', ListPrice: 2100, UnitNumber: '#5' },
          },
        ],
      },
    }),
    expected: [
      { status: 'current', kind: 'rental', price: '$2,100 a month', title: '77 Harbor Ave #5, Edmonds' },
    ],
  },
  {
    program: 'SimplyRETS',
    what: 'nested fields and half baths, without private remarks',
    file: json([simply]),
    expected: [
      {
        status: 'current',
        title: '74434 East Sweet Bottom Br #10, Houston',
        price: '$20,714,261',
        bathrooms: 1.5,
        parking: 2,
        building: '1,043 sq ft',
        land: '0.5 acres',
        photos: [url('s1.jpg'), url('s2.jpg')],
        neverSays: ['doorman'],
      },
    ],
  },
  {
    program: 'SimplyRETS',
    what: 'a hidden address, a hidden listing, and a closed rental',
    file: json([
      { ...simply, internetAddressDisplay: false },
      { ...simply, mlsId: 2, internetEntireListingDisplay: 'false' },
      { ...simply, mlsId: 3, property: { ...simply.property, type: 'RNT' }, mls: { status: 'Closed' } },
    ]),
    expected: [
      { status: 'current', title: 'Houston', neverSays: ['Sweet Bottom', '74434'] },
      { status: 'current', post: false },
      { status: 'leased' },
    ],
  },
  {
    program: 'RESO',
    what: 'a price range, and a hidden street without a type',
    file: reso({
      ...home,
      StreetName: 'Broadway',
      StreetSuffix: null,
      ListPriceLow: 495000,
      InternetAddressDisplayYN: false,
      PublicRemarks: 'On Broadway, near the harbor.',
      MarketingHeadline: 'Light on Broadway',
    }),
    expected: [{ ...hidden, price: '$495,000 – $525,000', neverSays: ['Broadway'] }],
  },
  {
    program: 'RESO',
    what: 'media by category, type, permission and status',
    file: reso({
      ...home,
      Media: [
        { MediaURL: url('office.jpg'), Order: 1, MediaCategory: 'Photo', Permission: 'Office Only' },
        { MediaURL: url('plan.jpg'), Order: 2, MediaCategory: 'Floor Plan' },
        { MediaURL: url('tour'), Order: 3, MediaCategory: 'Unbranded Virtual Tour' },
        { MediaURL: url('gone.jpg'), Order: 4, MediaCategory: 'Photo', MediaStatus: 'Deleted' },
        { MediaURL: url('b.jpg'), Order: '12', MediaCategory: 'Photo', Permission: ['Public'] },
        { MediaURL: url('a.jpg'), Order: '2', MediaCategory: 'Property Photo', Permission: [] },
        { MediaURL: url('a.jpg'), Order: '3', MediaCategory: 'Photo' },
        { MediaURL: url('doc.pdf'), Order: 0 },
      ],
    }),
    expected: [{ ...open, photos: [url('a.jpg'), url('b.jpg')] }],
  },
]
