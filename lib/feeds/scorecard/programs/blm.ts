import { type Case, url } from '../expected'

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

/** What British programs send to Rightmove: BLM. */
export const blmPrograms: Case[] = [
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
