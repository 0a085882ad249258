import { describe, expect, it, test } from 'vitest'
import { library } from '../library'
import { blockProblem, MOST_PICTURES, parseBlocks, pictureNameOf, writeBlocks } from './blocks'

const NAME = `${'a1'.repeat(32)}.jpg`

describe('parseBlocks', () => {
  it('reads text, pictures, buttons and cards', () => {
    const body = `# News\n\nHi {{ first_name }},\n\n![A garden](picture:${NAME})\n\n[See it]({{ property_url }})\n\n[[listing]]\n\n- one\n- two\n\n[[report]]`
    expect(parseBlocks(body)).toEqual([
      { type: 'text', text: '# News\n\nHi {{ first_name }},' },
      { type: 'picture', alt: 'A garden', name: NAME },
      { type: 'button', label: 'See it', address: '{{ property_url }}' },
      { type: 'card', of: 'listing' },
      { type: 'text', text: '- one\n- two' },
      { type: 'card', of: 'report' },
    ])
  })

  it.each(library.filter(({ kind }) => kind === 'email').map(({ key, body }) => [key, body]))(
    'keeps the text of templates from before blocks: %s',
    (_key, body) => {
      expect(writeBlocks(parseBlocks(body))).toBe(body)
    },
  )

  it('leaves a link within a sentence, and pictures of other websites, as text', () => {
    for (const text of [
      'See [it](https://a.test) now',
      '![x](https://a.test/x.jpg)',
      '[[other]]',
      '![x](picture:../x)',
    ])
      expect(parseBlocks(text)).toEqual([{ type: 'text', text }])
  })
})

test('writeBlocks drops empty blocks, and brackets that would end a label', () => {
  expect(
    writeBlocks([
      { type: 'text', text: '  ' },
      { type: 'picture', name: '', alt: 'Not uploaded' },
      { type: 'button', label: '', address: '' },
      { type: 'button', label: 'Go [now]\nplease', address: ' https://a.test ' },
      { type: 'picture', name: NAME, alt: 'A [big] house' },
    ]),
  ).toBe(`[Go now please](https://a.test)\n\n![A big house](picture:${NAME})`)
})

describe('blockProblem', () => {
  it.each([
    [`![](picture:${NAME})`, /Describe each picture/],
    [`![ ](picture:${NAME})`, /Describe each picture/],
    [`![{{ first_name }}](picture:${NAME})`, /can’t contain merge fields/],
    ['![x](https://a.test/x.jpg)', /Upload pictures here/],
    ['[Go]()', /needs a label and a link/],
    ['[ ](https://a.test)', /needs a label and a link/],
    [
      Array.from({ length: MOST_PICTURES + 1 }, () => `![a](picture:${NAME})`).join('\n\n'),
      /up to 20 pictures/,
    ],
  ])('%s', (body, message) => {
    expect(blockProblem(body)).toMatch(message)
  })

  it('finds nothing in complete blocks', () => {
    expect(
      blockProblem(`![A garden](picture:${NAME})\n\n[Go](https://a.test)\n\n[[listing]]\n\nText`),
    ).toBeNull()
  })
})

test('pictureNameOf only accepts names of pictures that we host', () => {
  expect(pictureNameOf(`picture:${NAME}`)).toBe(NAME)
  for (const value of ['', NAME, 'https://a.test/x.jpg', 'picture:x.jpg', `picture:${NAME}"onload=`])
    expect(pictureNameOf(value)).toBeNull()
})
