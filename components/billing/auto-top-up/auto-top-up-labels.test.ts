import { describe, expect, it } from 'vitest'
import { autoTopUpStops } from '@/db/schema/billing/auto-top-up'
import type { AutoTopUpView } from '@/lib/billing/auto-top-up/read-auto-top-up'
import { settingsLabel, stateNotice, usedLabel } from './auto-top-up-labels'

const view: AutoTopUpView = {
  state: 'on',
  thresholdCredits: 1_000,
  packKey: 'medium',
  credits: 500,
  priceCents: 6_000,
  monthlyMaxCents: 24_000,
  usedCents: 6_000,
  currency: 'usd',
  card: 'Visa ending in 4242',
  stoppedReason: null,
}

describe('R48: what the card says', () => {
  it('names the pack, the threshold and what is used of the maximum', () => {
    expect(settingsLabel(view)).toBe('Buys 500 credits for $60 when you have fewer than 1,000.')
    expect(usedLabel(view)).toBe('$60 of $240 used this month.')
    expect(stateNotice(view)).toBeNull()
    expect(stateNotice({ ...view, state: 'off' })).toBeNull()
  })

  it('says what to do in every state in which nothing is bought', () => {
    const stopped = autoTopUpStops.map((stoppedReason) =>
      stateNotice({ ...view, state: 'stopped', stoppedReason }),
    )
    const others = (['maximum', 'past-due'] as const).map((state) => stateNotice({ ...view, state }))
    expect([...stopped, ...others].map((notice) => notice?.title)).toEqual([
      'Stopped: your card was declined',
      'Stopped: your bank needs to confirm the payment',
      'Stopped: no card is saved',
      'Stopped: the pack changed',
      'Stopped: the invoice failed',
      'Monthly maximum reached',
      'Paused',
    ])
    expect(stateNotice({ ...view, state: 'maximum' })?.text).toContain('would exceed $240')
  })
})
