import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from './expected'

const FOLDER = join(process.cwd(), 'lib/feeds/parsers/testing/field')
const file = (name: string) => readFileSync(join(FOLDER, name), 'utf8')
const photo = (name: string) => `https://p.example/${name}.jpg`

const oakLawn = {
  status: 'current',
  title: '1234 W 1st Place, Oak Lawn',
  price: '$195,000',
  bedrooms: 3,
  bathrooms: 1.5,
  land: '0.1846 acres',
} as const
const letters = [...'abcdefghijklnopqrstuvwxyz'].map(photo)

/** Files that agencies sent us, with invented people. */
export const given: Case[] = [
  {
    program: 'REAXML',
    what: 'ids in another case are one listing, and the newer entry wins',
    file: file('quirk_case_of_agentid.xml'),
    expected: [
      { status: 'current', title: '9 Caroona Ave, Modbury' },
      { status: 'current', title: '9 Caroona Ave, Modbury' },
    ],
  },
  {
    program: 'REAXML',
    what: 'features in words, half baths, and photos a to z, then aa',
    file: file('quirk_features_photos_baths.xml'),
    expected: [
      {
        status: 'current',
        bathrooms: 1.5,
        price: '$650,000',
        features: [
          'reverse-cycle air conditioning',
          'above-ground pool',
          'water tank',
          '2 living areas',
          'smoking allowed',
          '2 toilets',
          'Views',
          'Quiet',
        ],
        photos: [photo('m'), ...letters, photo('aa'), photo('ab'), photo('ac')],
        neverSays: ['reversecycle', 'poolabove', '11 bathrooms'],
      },
    ],
  },
  {
    program: 'REAXML',
    what: 'a price range, 1.2m, and dots as thousands',
    file: file('quirk_price_range.xml'),
    expected: [
      { status: 'current', price: '$400,000 – $450,000' },
      { status: 'current', price: '$1,200,000' },
      { status: 'current', price: '$650,000' },
    ],
  },
  {
    program: 'REAXML',
    what: 'a hidden suburb, and rent plus GST and outgoings',
    file: file('quirk_suburb_hidden_gst.xml'),
    expected: [
      {
        status: 'current',
        title: '9 Caroona Ave',
        price: '$36,000 a year plus GST and outgoings',
        neverSays: ['Modbury'],
      },
    ],
  },
  {
    program: 'MLS Grid',
    what: 'public photos only, the preferred one first',
    file: file('reso_media_mixed.json'),
    expected: [{ ...oakLawn, photos: ['https://cdn.example/1.jpg', 'https://cdn.example/2.jpg'] }],
  },
  {
    program: 'MLS Grid',
    what: '1.1 is one full and one half bath',
    file: file('reso_mred_half_baths.json'),
    expected: [oakLawn],
  },
  {
    program: 'MLS Grid',
    what: 'NaN',
    file: file('reso_nan_values.json.txt'),
    expected: [oakLawn, oakLawn],
  },
  {
    program: 'MLS Grid',
    what: 'listings and addresses that are not for the internet, in several spellings',
    file: file('reso_not_for_internet.json'),
    expected: [
      { status: 'current', post: false },
      { status: 'withdrawn', post: false },
      { status: 'current', title: 'Oak Lawn', neverSays: ['1234', '1st Place'] },
      { status: 'current', post: false, neverSays: ['1234', '1st Place'] },
    ],
  },
  {
    program: 'RESO',
    what: 'a page without its next page is read, and reported as incomplete',
    file: file('reso_page1_with_nextLink.json'),
    expected: [oakLawn, oakLawn, oakLawn, { status: null, says: ['more pages'] }],
  },
  {
    program: 'RESO',
    what: 'the last page',
    file: file('reso_page2.json'),
    expected: [oakLawn, oakLawn],
  },
]
