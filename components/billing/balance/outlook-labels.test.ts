import { describe, expect, it } from 'vitest'
import type { CreditsOutlook } from '@/lib/billing/views'
import { about, coversLabel, coversLine, forecastLabels, scheduledLabel } from './outlook-labels'

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

describe('R24: forecastLabels', () => {
  it('shows the day and the range of days', () => {
    expect(forecastLabels({ forecast: runsOut }, ending)).toEqual({
      headline: 'You’ll run out on Nov 21',
      range: 'As early as Nov 18. If usage slows down, they could last until the reset on Dec 1.',
      tone: 'red',
    })
    expect(forecastLabels({ forecast: { ...runsOut, latest: '2026-11-26' } }, ending).range).toBe(
      'Most likely between Nov 18 and Nov 26, before the reset on Dec 1.',
    )
  })

  it('shows roughly how many credits are left', () => {
    const leftAtEnd = { expected: 304, low: 212, high: 396 }
    expect(forecastLabels({ forecast: { kind: 'lasts', leftAtEnd, mayRunOutOn: null } }, ending)).toEqual({
      headline: 'About 300 left at reset',
      range: 'Most likely between 210 and 400.',
      tone: 'green',
    })
    const trial = { ...ending, ending: 'plan', trial: true } as const
    expect(
      forecastLabels({ forecast: { kind: 'lasts', leftAtEnd, mayRunOutOn: '2026-11-29' } }, trial),
    ).toMatchObject({ headline: 'About 300 left at the end of the trial', tone: 'orange' })
  })

  it('rounds to two significant digits', () => {
    expect([7, 23, 187, 1_243, 12_431].map(about)).toEqual([7, 25, 185, 1_200, 12_000])
  })

  it('shows how many results the balance pays for', () => {
    const post = { action: 'feed.post', label: 'Post', unit: 'post', price: '5 credits' } as const
    expect([1, 0, null].map((units) => coversLabel({ ...post, units }))).toEqual([
      '1 post',
      '0 posts',
      'unlimited',
    ])
  })
})

it('R24: scheduledLabel says that scheduled work is included', () => {
  expect(scheduledLabel(0)).toBeNull()
  expect(scheduledLabel(1_200)).toBe('Includes 1,200 credits for scheduled work.')
})

it('R24: what the balance covers is one line of examples', () => {
  const line = (action: string, unit: string, units: number | null) =>
    ({ action, unit, units, label: action, price: '' }) as CreditsOutlook['stillBuys'][number]
  const covered = [
    line('report.generate', 'report', 5),
    line('image.generate', 'image', 1),
    line('feed.post', 'post', 23),
    line('campaign.send', 'email', 380),
  ]
  expect(coversLine(116, covered)).toBe('116 credits cover 5 reports, 1 image, or 380 emails.')
  // What it doesn't cover is left out.
  const few = [line('report.generate', 'report', 0), line('feed.post', 'post', 1)]
  expect(coversLine(6, few)).toBe('6 credits cover 1 post.')
  expect(coversLine(1, [line('report.generate', 'report', 0)])).toBe(
    'Your balance doesn’t cover anything right now.',
  )
})
