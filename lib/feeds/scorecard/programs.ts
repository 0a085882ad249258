import type { Case, Expected } from './expected'

/** Files in the shapes of the programs that agencies use, with invented homes. */

const json = (value: unknown) => JSON.stringify(value)
const reaxml = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>
<propertyList date="2026-11-20-10:31:00">${inner}</propertyList>`
const listed = (kind: string, inner: string, status = 'current') =>
  `<${kind} modTime="2026-11-20-10:30:00" status="${status}"><agentID>HILL1</agentID><uniqueID>R1</uniqueID>${inner}</${kind}>`
const at = (attributes = 'display="yes"') =>
  `<address ${attributes}><streetNumber>4</streetNumber><street>Wattle Street</street><suburb>Unley</suburb><state>SA</state><postcode>5061</postcode><country>AUS</country></address>`
const url = (name: string) => `https://photos.example/${name}`

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

const blmFields = [
  'AGENT_REF',
  'ADDRESS_1',
  'ADDRESS_2',
  'TOWN',
  'POSTCODE1',
  'POSTCODE2',
  'FEATURE1',
  'FEATURE2',
  'SUMMARY',
  'DESCRIPTION',
  'BRANCH_ID',
  'STATUS_ID',
  'BEDROOMS',
  'BATHROOMS',
  'PRICE',
  'PRICE_QUALIFIER',
  'PROP_SUB_ID',
  'UPDATE_DATE',
  'DISPLAY_ADDRESS',
  'PUBLISHED_FLAG',
  'LET_RENT_FREQUENCY',
  'TRANS_TYPE_ID',
  'MEDIA_IMAGE_00',
  'MEDIA_IMAGE_01',
  'MEDIA_IMAGE_60',
  'MEDIA_FLOOR_PLAN_00',
]
const blmHome: Record<string, string> = {
  AGENT_REF: 'B_7',
  ADDRESS_1: '12',
  ADDRESS_2: 'Mill Lane',
  TOWN: 'Bath',
  POSTCODE1: 'BA1',
  POSTCODE2: '2AB',
  FEATURE1: 'South-facing garden',
  SUMMARY: 'A stone cottage',
  DESCRIPTION: 'A cottage<br>by the canal',
  BRANCH_ID: '9',
  STATUS_ID: '0',
  BEDROOMS: '2',
  BATHROOMS: '1',
  PRICE: '450000',
  PRICE_QUALIFIER: '2',
  PROP_SUB_ID: '23',
  UPDATE_DATE: '2026-11-20 10:00:00',
  DISPLAY_ADDRESS: 'Mill Lane, Bath',
  PUBLISHED_FLAG: '1',
  TRANS_TYPE_ID: '1',
  MEDIA_IMAGE_00: url('b0.jpg'),
  MEDIA_IMAGE_01: url('b1.jpg'),
  MEDIA_IMAGE_60: url('epc.png'),
  MEDIA_FLOOR_PLAN_00: url('plan.jpg'),
}
const blm = (over: Record<string, string> = {}, [eof, eor] = ['^', '~']) => `#HEADER#
Version : 3
EOF : '${eof}'
EOR : '${eor}'
Property Count : 1
Generated Date : 20-Nov-2026 10:31

#DEFINITION#
${blmFields.join(eof)}${eof}${eor}
#DATA#
${blmFields.map((name) => ({ ...blmHome, ...over })[name] ?? '').join(eof)}${eof}${eor}
#END#`

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

const REAXML_CASES: Case[] = [
  {
    program: 'Domain uploader',
    what: 'a hidden address that the headline, text and a photo repeat',
    file: reaxml(
      listed(
        'residential',
        `${at('display="no"')}<headline>4 Wattle St, a home with light</headline>
      <description><![CDATA[<p>Welcome to 4 Wattle Street.</p>Wattle St is quiet.]]></description>
      <objects><img id="m" url="${url('4-wattle-street-front.jpg')}"/><img id="a" url="${url('garden.jpg')}"/></objects>`,
      ),
    ),
    expected: [{ status: 'current', title: 'Unley', neverSays: ['Wattle', 'wattle'] }],
  },
  {
    program: 'Domain uploader',
    what: 'an address of which only the suburb is shown',
    file: reaxml(listed('residential', `${at('display="suburb"')}<headline>Light and air</headline>`)),
    expected: [{ status: 'current', title: 'Unley', neverSays: ['Wattle'] }],
  },
  {
    program: 'AgentBox',
    what: 'a hidden price that the price view repeats',
    file: reaxml(
      listed('residential', `<price display="no">780000</price><priceView>$780k</priceView>${at()}`),
    ),
    expected: [{ status: 'current', price: '', neverSays: ['780'] }],
  },
  {
    program: 'AgentBox',
    what: 'a hidden price with words instead',
    file: reaxml(
      listed('residential', `<price display="no">780000</price><priceView>Contact agent</priceView>${at()}`),
    ),
    expected: [{ status: 'current', price: 'Contact agent', neverSays: ['780'] }],
  },
  {
    program: 'AgentBox',
    what: 'a hidden price that the headline and text repeat',
    file: reaxml(
      listed(
        'residential',
        `<price display="no">780000</price>${at()}<headline>Offers over $780,000 or 780,000 cash</headline><description>Priced at $780k, rates $1,900</description>`,
      ),
    ),
    expected: [{ status: 'current', price: '', neverSays: ['780'] }],
  },
  {
    program: 'AgentBox',
    what: 'an auction in the price',
    file: reaxml(listed('residential', `<price>Auction</price>${at()}`)),
    expected: [{ status: 'current', price: 'Auction' }],
  },
  {
    program: 'Vault',
    what: 'a range as text, with a shared unit',
    file: reaxml(listed('residential', `<price>450 - 480k</price>${at()}`)),
    expected: [{ status: 'current', price: '$450,000 – $480,000' }],
  },
  {
    program: 'Vault',
    what: 'a range with one end, and kinds of heating and pool',
    file: reaxml(
      listed(
        'residential',
        `<price display="range"><range><min>400000</min></range></price>${at()}
         <features><heating type="gas"/><pool type="inground">1</pool><heating type="other">0</heating></features>`,
      ),
    ),
    expected: [{ status: 'current', price: 'From $400,000', features: ['gas heating', 'in-ground pool'] }],
  },
  {
    program: 'Vault',
    what: 'words in the price itself',
    file: reaxml(listed('residential', `<price>Offers over $600,000</price>${at()}`)),
    expected: [{ status: 'current', price: 'Offers over $600,000' }],
  },
  {
    program: 'Vault',
    what: 'a weekly rent as a range with a period',
    file: reaxml(listed('rental', `<rent period="week">$520 - $540 per week</rent>${at()}`)),
    expected: [{ status: 'current', price: '$520 – $540 a week' }],
  },
  {
    program: 'Vault',
    what: 'a price with a million sign and GST',
    file: reaxml(
      listed(
        'commercial',
        `<commercialListingType value="sale"/><price tax="exclusive">$1.25m</price>${at()}`,
      ),
    ),
    expected: [{ status: 'current', kind: 'commercial', price: '$1,250,000 plus GST' }],
  },
  {
    program: 'Rex',
    what: 'a weekly rent with decimals, pets and furniture',
    file: reaxml(
      listed(
        'rental',
        `<rent period="weekly" display="yes">650.000</rent>${at()}
      <features><bedrooms>2</bedrooms><bathrooms>1½</bathrooms><splitSystemAirCon>yes</splitSystemAirCon></features>
      <allowances><petFriendly>1</petFriendly><furnished>0</furnished></allowances>`,
      ),
    ),
    expected: [
      {
        status: 'current',
        kind: 'rental',
        offer: 'lease',
        price: '$650 a week',
        bathrooms: 1.5,
        features: ['split-system air conditioning', 'pet friendly'],
      },
    ],
  },
  {
    program: 'PropertyMe',
    what: 'a rental by the month, leased',
    file: reaxml(listed('rental', `<rent period="month">2,400</rent>${at()}`, 'leased')),
    expected: [{ status: 'leased', price: '$2,400 a month' }],
  },
  {
    program: 'PropertyMe',
    what: 'a vacation rental by the night',
    file: reaxml(listed('holidayRental', `<rent period="nightly">180</rent>${at()}`)),
    expected: [{ status: 'current', kind: 'holiday-rental', price: '$180 a night' }],
  },
  {
    program: 'REA uploader',
    what: 'photos with an empty URL, a file without one, the same photo twice, and a floor plan',
    file: reaxml(
      listed(
        'residential',
        `${at()}<objects><floorplan id="1" url="${url('plan.gif')}"/>
      <img id="b" url="${url('b.jpg')}"/><img id="m" url="" file="m.jpg"/><img id="a" url="//photos.example/a.jpg"/><img id="c" url="${url('b.jpg')}"/></objects>`,
      ),
    ),
    expected: [{ status: 'current', photos: [url('a.jpg'), url('b.jpg')] }],
  },
  {
    program: 'REA uploader',
    what: 'land in hectares',
    file: reaxml(
      listed(
        'land',
        `<price>320,000</price>${at()}<landDetails><area unit="hectare">2.5</area></landDetails>`,
      ),
    ),
    expected: [{ status: 'current', kind: 'land', land: '2.5 hectares', says: ['2.5 hectares of land'] }],
  },
  {
    program: 'REA uploader',
    what: 'a farm in acres with rural features',
    file: reaxml(
      listed(
        'rural',
        `<priceView>Expressions of interest</priceView>${at()}<ruralFeatures><fencing>Ring lock</fencing></ruralFeatures>
      <landDetails><area unit="acre">120</area></landDetails>`,
      ),
    ),
    expected: [
      {
        status: 'current',
        kind: 'rural',
        land: '120 acres',
        price: 'Expressions of interest',
        features: ['fencing: Ring lock'],
      },
    ],
  },
  {
    program: 'REA uploader',
    what: 'a house measured in squares and square meters',
    file: reaxml(
      listed(
        'residential',
        `${at()}<buildingDetails><area unit="square">24</area></buildingDetails><landDetails><area unit="squareMeter">612</area></landDetails>`,
      ),
    ),
    expected: [{ status: 'current', building: '24 squares', land: '612 sq m' }],
  },
  {
    program: 'REA uploader',
    what: 'a business for sale',
    file: reaxml(listed('business', `<price>95000</price>${at()}<headline>Café in the village</headline>`)),
    expected: [{ status: 'current', kind: 'business', price: '$95,000' }],
  },
  {
    program: 'AgentBox',
    what: 'text that was encoded twice, with hidden control characters',
    file: reaxml(
      listed(
        'residential',
        `${at()}<headline>Caf&amp;eacute; &amp;amp; garden\u0007</headline><description>&amp;lt;p&amp;gt;Light&amp;lt;/p&amp;gt;</description>`,
      ),
    ),
    expected: [{ status: 'current', says: ['Café & garden'], neverSays: ['&amp;', '&eacute;', '<p>'] }],
  },
  {
    program: 'Rex',
    what: 'under offer as a status',
    file: reaxml(listed('residential', `<price>500000</price>${at()}`, 'Under Offer')),
    expected: [{ status: 'current', underOffer: true }],
  },
  {
    program: 'Rex',
    what: 'withdrawn, with only its id',
    file: reaxml(
      '<residential status="withdrawn"><agentID>HILL1</agentID><uniqueID>R1</uniqueID></residential>',
    ),
    expected: [{ status: 'withdrawn', post: false }],
  },
]

const RESO_CASES: Case[] = [
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

const BLM_CASES: Case[] = [
  {
    program: 'Rightmove BLM v3',
    what: 'a sale with a guide price, without the house number and the energy certificate',
    file: blm(),
    expected: [
      {
        status: 'current',
        title: 'Mill Lane, Bath',
        price: 'Guide price £450,000',
        bedrooms: 2,
        features: ['South-facing garden'],
        photos: [url('b0.jpg'), url('b1.jpg')],
        neverSays: ['12 Mill'],
      },
    ],
  },
  {
    program: 'Rightmove BLM v3i',
    what: 'other separators, a letting by the week',
    file: blm({ TRANS_TYPE_ID: '2', PRICE: '325.00', LET_RENT_FREQUENCY: '0', PRICE_QUALIFIER: '0' }, [
      '|',
      '¬',
    ]),
    expected: [{ status: 'current', kind: 'rental', offer: 'lease', price: '£325 a week' }],
  },
  {
    program: 'Rightmove BLM v3',
    what: 'not published',
    file: blm({ PUBLISHED_FLAG: '0' }),
    expected: [{ status: 'withdrawn', post: false }],
  },
  {
    program: 'Rightmove BLM v3',
    what: 'price on application, and sold subject to contract',
    file: blm({ PRICE_QUALIFIER: '1', STATUS_ID: '1' }),
    expected: [
      { status: 'current', price: 'Price on application', underOffer: true, neverSays: ['450,000'] },
    ],
  },
  {
    program: 'Rightmove BLM v3',
    what: 'photos that are names of files in the same folder',
    file: blm({ MEDIA_IMAGE_00: '9_B7_IMG_00.jpg', MEDIA_IMAGE_01: url('b1.jpg') }),
    expected: [{ status: 'current', photos: [url('b1.jpg')] }],
  },
  {
    program: 'Rightmove BLM v3',
    what: 'texts in capitals',
    file: blm({
      SUMMARY: 'STUNNING 3BR COTTAGE IN BATH WITH NEW EV CHARGER',
      FEATURE1: 'SOUTH-FACING GARDEN',
      DISPLAY_ADDRESS: 'MILL LANE, BATH',
      TOWN: 'BATH',
    }),
    expected: [
      {
        status: 'current',
        says: ['Stunning 3BR cottage in Bath with new EV charger', 'South-facing garden', 'Mill Lane, Bath'],
        neverSays: [],
      },
    ],
  },
  {
    program: 'Rightmove BLM v3',
    what: 'a status that is not in the list',
    file: blm({ STATUS_ID: '99' }),
    expected: [{ status: null, says: ['STATUS_ID', '99'] }],
  },
]

export const programs: Case[] = [...REAXML_CASES, ...RESO_CASES, ...BLM_CASES]
