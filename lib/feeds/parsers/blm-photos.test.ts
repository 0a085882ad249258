import { expect, test } from 'vitest'
import { isRead } from '../listings/listing'
import { readFeed } from './read-feed'
import { bytesOf } from './samples'

const FIELDS = [
  'AGENT_REF',
  'TOWN',
  'DISPLAY_ADDRESS',
  'STATUS_ID',
  'PRICE',
  'MEDIA_IMAGE_00',
  'MEDIA_IMAGE_01',
]

const file = (...photos: string[]) => `#HEADER#
Version : 3
EOF : '^'
EOR : '~'
#DEFINITION#
${FIELDS.join('^')}^~
#DATA#
B_7^Bath^Mill Lane, Bath^0^450000^${photos.join('^')}^~
#END#`

function photosOf(text: string, fetchedFrom: string | null = null) {
  const [item] = [...readFeed(bytesOf(text), fetchedFrom)]
  if (!item || !isRead(item)) throw new Error('The listing was not read.')
  return { urls: item.listing.photoUrls, unlinked: item.unlinkedPhotos ?? 0 }
}

const NAMES = ['9_B7_IMG_00.jpg', '9_B7_IMG_01.JPG']

test('R43: photos of a BLM file that are names of files are found beside a file that was fetched', () => {
  expect(photosOf(file(...NAMES), 'https://crm.example/out/branch9.blm')).toEqual({
    urls: ['https://crm.example/out/9_B7_IMG_00.jpg', 'https://crm.example/out/9_B7_IMG_01.JPG'],
    unlinked: 0,
  })
  expect(photosOf(file('front view.jpg', ''), 'https://crm.example/branch9.blm').urls).toEqual([
    'https://crm.example/front%20view.jpg',
  ])
})

test('R43: in a file that was sent, they are counted, and URLs beside them are used', () => {
  expect(photosOf(file(...NAMES))).toEqual({ urls: [], unlinked: 2 })
  expect(photosOf(file('https://cdn.example/a.jpg', NAMES[1] ?? ''))).toEqual({
    urls: ['https://cdn.example/a.jpg'],
    unlinked: 1,
  })
  expect(photosOf(file('', ''))).toEqual({ urls: [], unlinked: 0 })
})

test.each([
  ['a password in the URL', 'a.jpg', 'https://ann:secret@crm.example/out/branch9.blm'],
  ['a key in the URL', 'a.jpg', 'https://crm.example/out/branch9.blm?key=secret'],
  ['a name with a folder', '../other/a.jpg', 'https://crm.example/out/branch9.blm'],
  ['a name of another file', 'branch9.blm', 'https://crm.example/out/branch9.blm'],
  ['no web address', 'a.jpg', 'ftp://crm.example/branch9.blm'],
])('R41: a photo is not looked for with %s', (_what, name, fetchedFrom) => {
  expect(photosOf(file(name, ''), fetchedFrom)).toEqual({ urls: [], unlinked: 1 })
})
