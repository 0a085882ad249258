import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { Slowdown } from '@/lib/campaigns/views'
import { SlowedNote } from './slowed-note'

const base: Slowdown = {
  domains: ['example.com'],
  moreDomains: 0,
  isOurServer: false,
  emails: 200,
  nextAt: '2026-11-28T22:15:00Z',
}
const textOf = (over: Partial<Slowdown>) =>
  renderToStaticMarkup(<SlowedNote slowdown={{ ...base, ...over }} timeZone="America/Los_Angeles" />).replace(
    /<[^>]*>/g,
    ' ',
  )

describe('R44: a slowed campaign says who asks us to wait', () => {
  test.each([
    [{}, 'example.com asks us to wait'],
    [{ domains: ['a.com', 'b.com'] }, 'a.com and b.com ask us to wait'],
    [{ domains: ['a.com', 'b.com', 'c.com'] }, 'a.com, b.com and c.com ask us to wait'],
    [
      { domains: ['a.com', 'b.com', 'c.com'], moreDomains: 4 },
      'a.com, b.com, c.com and 4 more ask us to wait',
    ],
    [{ isOurServer: true }, 'our email server asks us to wait'],
  ])('%j', (over, words) => expect(textOf(over)).toContain(`Slowed down: ${words}`))

  test('with the number of emails and the time in the workspace’s time zone', () => {
    expect(textOf({})).toContain('200 emails continue at 2:15 PM')
    expect(textOf({ emails: 1 })).toContain('1 email continues at 2:15 PM')
  })
})
