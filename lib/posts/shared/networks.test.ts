import { describe, expect, it } from 'vitest'
import { blanksIn, measureText, previewOf, problemsOf, withoutBlanks } from './networks.ts'

describe('network limits', () => {
  it('X counts a link as 23, an emoji as two, and other scripts as two per character', () => {
    expect(measureText('x', 'Open home').length).toBe(9)
    expect(measureText('x', 'See https://example.com/a/very/long/address?with=much').length).toBe(4 + 23)
    expect(measureText('x', '🏡').length).toBe(2)
    // A family of four is one emoji.
    expect(measureText('x', '👨‍👩‍👧‍👦').length).toBe(2)
    expect(measureText('x', '売家').length).toBe(4)
    expect(measureText('x', 'Maße – “ja”').length).toBe(11)
  })

  it('a text at the limit is allowed and one character more is not', () => {
    expect(measureText('x', 'a'.repeat(280)).problems).toEqual([])
    expect(measureText('x', 'a'.repeat(281)).problems).toEqual(['1 character too long for X.'])
    expect(measureText('instagram', 'a'.repeat(2_202)).problems).toEqual([
      '2 characters too long for Instagram.',
    ])
  })

  it('hashtags contain a letter', () => {
    expect(measureText('instagram', '#home #Green_Lake, #98103x #1 a#b C&#39; (#new)').tags).toBe(4)
    expect(measureText('instagram', '#Äußeres #売家').tags).toBe(2)
    const tags = (count: number) => Array.from({ length: count }, (_, i) => `#tag${i}`).join(' ')
    expect(measureText('instagram', tags(30)).problems).toEqual([])
    expect(measureText('instagram', tags(31)).problems).toEqual([
      'Instagram allows 30 hashtags. This has 31.',
    ])
    expect(measureText('facebook', tags(31)).problems).toEqual([])
  })

  it('blanksIn finds unfilled blanks and ignores text that only looks like one', () => {
    const text = 'New price: [Price] for [Property address]. {{ property_url }} [Price]'
    expect(blanksIn(text)).toEqual(['[Price]', '[Property address]', '{{ property_url }}'])
    expect(problemsOf({ x: text })).toEqual({
      x: 'Fill in [Price], [Property address], {{ property_url }}.',
    })
    expect(blanksIn('See [our page](https://example.com), plan [1], {x} and [a]')).toEqual([])
    expect(withoutBlanks('Only [Price], and [Open house].')).toBe('Only, and.')
    expect(withoutBlanks('[Price]')).toBe('')
  })

  it('problemsOf skips networks without a text', () => {
    expect(problemsOf({ facebook: 'Hello', x: 'a'.repeat(300), linkedin: '' })).toEqual({
      x: '20 characters too long for X.',
    })
  })
})

describe('previewOf', () => {
  it.each([
    ['facebook', 'Hook\n\n• a\n• b\n• c\n\nAsk us\nhttps://x.test', 'Hook\n\n• a\n• b\n• c\n\nAsk us'],
    ['linkedin', 'Hook\n\n• a\n• b', 'Hook\n\n• a'],
    ['instagram', 'word '.repeat(40), Array(25).fill('word').join(' ')],
  ] as const)('cuts a text where %s does', (network, text, shown) => {
    expect(previewOf(network, text)).toEqual({ shown, isCut: true })
  })

  it('shows short texts in full, and every text on X', () => {
    expect(previewOf('facebook', 'Short')).toEqual({ shown: 'Short', isCut: false })
    expect(previewOf('x', `a\n${'b '.repeat(130)}`).isCut).toBe(false)
  })
})
