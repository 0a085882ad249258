import { type Case, url } from '../expected'

const reaxml = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>
<propertyList date="2026-11-20-10:31:00">${inner}</propertyList>`
const listed = (kind: string, inner: string, status = 'current') =>
  `<${kind} modTime="2026-11-20-10:30:00" status="${status}"><agentID>HILL1</agentID><uniqueID>R1</uniqueID>${inner}</${kind}>`
const at = (attributes = 'display="yes"') =>
  `<address ${attributes}><streetNumber>4</streetNumber><street>Wattle Street</street><suburb>Unley</suburb><state>SA</state><postcode>5061</postcode><country>AUS</country></address>`

/** What Australian programs upload: REAXML. */
export const reaxmlPrograms: Case[] = [
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
