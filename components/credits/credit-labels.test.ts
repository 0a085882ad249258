import { describe, expect, test } from 'vitest'
import { trialCreditsNotice } from '@/components/billing/plans/trial-notice'
import type { CreditsSummary } from '@/lib/billing/views'
import { usageOf } from '@/lib/credits/shared/usage'
import {
  glanceLabel,
  meterLines,
  needsCredits,
  resetLabel,
  summaryTone,
  topUpLink,
  usageHeadline,
  usageLabel,
} from './credit-labels'
import { planNotice } from './plan-notice'

const usage = (allowanceLeft: number, granted: number, held = 0) =>
  usageOf({ allowanceLeft, granted, held, extraLeft: 0, extraGranted: 0, frozen: 0 })

const summary: CreditsSummary = {
  workspaceName: 'Harbour & Hill Realty',
  timeZone: 'America/Los_Angeles',
  plan: {
    key: 'growth',
    name: 'Growth',
    mode: 'credits',
    status: 'active',
    spending: 'open',
    unfunded: null,
    creditsOnPayment: 0,
    interval: 'month',
    currency: 'usd',
    priceCents: 14900,
    allowanceCredits: 2000,
    trialEndsAt: null,
    periodEndsAt: '2026-12-22T02:00:00Z',
    cancelAtPeriodEnd: false,
  },
  usage: usage(760, 2000),
  allowanceLeft: 760,
  extraLeft: 0,
  extraEndsAt: null,
  frozenCredits: 0,
  resetsAt: '2026-12-22T02:00:00Z',
  meters: null,
  fairUse: null,
  nextStep: 'buy',
  asOf: '2026-12-12T20:00:00Z',
  version: '1',
}

describe('R20: labels of the usage bar', () => {
  test('usageLabel shows used, total and left', () => {
    expect(usageLabel(summary.usage)).toBe('1,240 of 2,000 used, 760 left')
    expect(glanceLabel(summary)).toBe('760 credits left')
  })

  test('held credits are listed separately and do not count as used', () => {
    expect(usageLabel(usage(470, 500, 15))).toBe('15 of 500 used, 470 left, 15 held')
    expect(usageHeadline(usage(0, 500, 500))).toBe('All used or held')
  })

  test('a balance without grants differs from one that is all used', () => {
    expect(usageLabel(usage(0, 0))).toBe('No credits')
    expect(usageHeadline(usage(0, 0))).toBe('No credits to spend')
    expect(usageHeadline(usage(0, 500))).toBe('All used')
  })

  test('resetLabel uses the time zone of the workspace', () => {
    expect(resetLabel(summary)).toBe('Resets Dec 21, 2026, in 9 days')
  })

  test('R4: resetLabel shows when a trial ends', () => {
    const plan = { ...summary.plan, status: 'trialing' as const, trialEndsAt: '2026-12-15T20:00:00Z' }
    expect(resetLabel({ ...summary, plan })).toBe('Trial ends Dec 15, 2026, in 3 days')
    expect(
      resetLabel({ ...summary, plan: { ...plan, spending: 'trial-ended' }, asOf: '2026-12-17T20:00:00Z' }),
    ).toBe('Trial ended Dec 15, 2026, 2 days ago')
  })
})

test('R14: trialCreditsNotice says before subscribing that unused trial credits do not carry over', () => {
  const plan = { ...summary.plan, status: 'trialing' as const }
  const words = (leftCredits: number, over: Partial<CreditsSummary['plan']> = {}) =>
    trialCreditsNotice({ plan: { ...plan, ...over }, usage: { ...summary.usage, leftCredits } })
  expect(words(66)).toMatch(
    /^Subscribing starts a new billing cycle .* Your 66 unused trial credits won’t carry over/,
  )
  expect(words(1)).toMatch(/Your 1 unused trial credit won’t carry over, so use it first\.$/)
  expect(words(0)).toBeNull()
  expect(words(66, { spending: 'trial-ended' })).toBeNull()
  expect(words(66, { status: 'active' })).toBeNull()
})

describe('R3: labels of monthly limits', () => {
  const meters = [
    { metric: 'reports' as const, used: 31, held: 0, limit: 40 },
    { metric: 'emails' as const, used: 100, held: 50, limit: 5000 },
    { metric: 'contacts' as const, used: 2500, held: 0, limit: 2500 },
  ]

  test('meterLines returns a text and a tone for each limit', () => {
    expect(meterLines(meters).map(({ words, tone }) => [words, tone])).toEqual([
      ['31 of 40 used, 9 left', 'orange'],
      ['100 of 5,000 used, 4,850 left, 50 held', 'green'],
      ['2,500 of 2,500 used, 0 left', 'red'],
    ])
  })

  test('glanceLabel and summaryTone follow the tightest limit', () => {
    expect(glanceLabel({ ...summary, meters })).toBe('0 contacts left')
    expect(summaryTone({ ...summary, meters })).toBe('red')
  })
})

test('R22: needsCredits is true above 80% used, and when credits can no longer be spent', () => {
  const at = (left: number) => needsCredits({ ...summary, usage: usage(left, 2000) })
  expect([at(801), at(800), at(400), at(399)]).toEqual([false, false, false, true])
  const plan = { ...summary.plan, spending: 'canceled' as const }
  expect(needsCredits({ ...summary, plan, usage: usage(2000, 2000) })).toBe(true)
})

describe('R22, R23, R31: topUpLink', () => {
  test.each([
    ['buy', null, 'Buy credits', '#packs'],
    ['subscribe', null, 'Subscribe to get credits', '#plans'],
    ['ask-admin', null, 'Ask an admin for credits', '#packs'],
    ['buy', [], 'Upgrade your plan', '#plans'],
  ] as const)('%s', (nextStep, meters, label, ending) => {
    const link = topUpLink({ nextStep, meters: meters && [...meters] })
    expect(link.label).toBe(label)
    expect(link.href.endsWith(ending)).toBe(true)
  })
})

describe('R19: planNotice', () => {
  const noticeOf = (over: Partial<CreditsSummary['plan']>) => planNotice({ ...summary.plan, ...over })

  test('returns null while everything is paid', () => {
    expect(noticeOf({})).toBeNull()
  })

  test.each([
    ['first-payment-processing', /starts when it arrives/],
    ['first-payment-failed', /Pay the invoice to start/],
    ['renewal-processing', /387 more credits are added when it does/],
    ['collection-paused', /paused.*until billing resumes/],
    ['paused', /Add a payment method/],
    ['written-off', /closed without payment/],
  ] as const)('%s', (unfunded, text) => {
    expect(noticeOf({ unfunded, creditsOnPayment: 387 })?.text).toMatch(text)
  })

  test('says that a plan has ended, unless another one is starting', () => {
    expect(noticeOf({ spending: 'canceled' })?.text).toMatch(/ended/)
    const starting = noticeOf({ spending: 'canceled', unfunded: 'first-payment-processing' })
    expect(starting?.title).toBe('Payment processing')
  })

  test('mentions limits instead of credits on a limits plan', () => {
    expect(noticeOf({ mode: 'limits', unfunded: 'collection-paused' })?.text).toContain('monthly limits')
  })
})
