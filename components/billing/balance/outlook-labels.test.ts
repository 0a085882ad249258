import { describe, expect, it } from 'vitest'
import type { CreditsOutlook } from '@/lib/billing/views'
import { about, buysWords, forecastWords, scheduledWords } from './outlook-labels'

const ending = {
  ending: 'reset',
  endsAt: '2026-12-01T08:00:00Z',
  trial: false,
  timeZone: 'America/Los_Angeles',
} as const

const runsOut: CreditsOutlook['forecast'] = {
  kind: 'runs-out',
  on: '2026-11-21',
  earliest: '2026-11-18',
  latest: null,
  shortCredits: 243,
}

describe('R24: the forecast in words', () => {
  it('names the day, and when it could be instead', () => {
    expect(forecastWords({ forecast: runsOut }, ending)).toEqual({
      headline: 'You run out on Nov 21',
      range: 'From Nov 18 on; in a quiet spell they would last until the reset on Dec 1.',
      tone: 'red',
    })
    expect(forecastWords({ forecast: { ...runsOut, latest: '2026-11-26' } }, ending).range).toBe(
      'Most likely between Nov 18 and Nov 26, before the reset on Dec 1.',
    )
  })

  it('says about how many are left', () => {
    const leftAtEnd = { expected: 304, low: 212, high: 396 }
    expect(forecastWords({ forecast: { kind: 'lasts', leftAtEnd, mayRunOutOn: null } }, ending)).toEqual({
      headline: 'About 300 left at reset',
      range: 'Most likely between 210 and 400.',
      tone: 'green',
    })
    const trial = { ...ending, ending: 'plan', trial: true } as const
    expect(
      forecastWords({ forecast: { kind: 'lasts', leftAtEnd, mayRunOutOn: '2026-11-29' } }, trial),
    ).toMatchObject({ headline: 'About 300 left at the end of the trial', tone: 'orange' })
  })

  it('rounds to what a forecast can know', () => {
    expect([7, 23, 187, 1_243, 12_431].map(about)).toEqual([7, 25, 185, 1_200, 12_000])
  })

  it('counts what the balance buys', () => {
    const post = { action: 'feed.post', label: 'Post', unit: 'post', price: '5 credits' } as const
    expect([1, 0, null].map((units) => buysWords({ ...post, units }))).toEqual([
      '1 post',
      '0 posts',
      'as many as you like',
    ])
  })
})

it('R24: says when scheduled work is counted in', () => {
  expect(scheduledWords(0)).toBeNull()
  expect(scheduledWords(1_200)).toBe('1,200 credits for work already scheduled are counted in.')
})
