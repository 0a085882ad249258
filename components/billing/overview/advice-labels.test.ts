import { describe, expect, it } from 'vitest'
import type {
  CreditsSummary,
  PackOrder,
  PlanCard,
  PlanOffer,
  PlanStanding,
  UpgradeOption,
} from '@/lib/billing/views'
import { choosePlanLabels, limitsLabels, recommendationLabels, unsettledLabels } from './advice-labels'

const plan = {
  key: 'starter',
  name: 'Starter',
  mode: 'credits',
  status: 'active',
  spending: 'open',
  unfunded: null,
  creditsOnPayment: 0,
  currency: 'usd',
  trialEndsAt: null,
} as PlanCard

const summary = {
  plan,
  timeZone: 'UTC',
  asOf: '2026-12-01T12:00:00.000Z',
  resetsAt: '2026-12-21T09:00:00.000Z',
  meters: null,
} as CreditsSummary

const standing = { graceEndsAt: null, payHref: null, subscribed: true } as PlanStanding

const packs: PackOrder = {
  lines: [{ key: 'small', credits: 100, quantity: 2 }],
  credits: 200,
  priceCents: 3_000,
  currency: 'usd',
  endsAt: '2026-12-21T09:00:00.000Z',
  unusedCredits: 0,
}
const growth = {
  key: 'growth',
  name: 'Growth',
  monthlyPriceCents: 14_900,
  currency: 'usd',
  allowanceCredits: 2_000,
} as PlanOffer
const upgrade = {
  plan: growth,
  interval: 'month',
  start: 'prorated',
  chargeCents: 6_450,
  currency: 'usd',
  creditsAdded: 968,
  renewalCents: 14_900,
  isEnough: true,
} as UpgradeOption

const said = ({ title, price, reason }: { title: string; price: string | null; reason: string }) =>
  [title, price, reason].join(' | ')

describe('R24: the recommendation says what to do, what it costs and what else there is', () => {
  it('for packs and for an upgrade', () => {
    expect(said(recommendationLabels({ way: 'packs', packs, instead: upgrade }, summary))).toBe(
      'Buy 2 packs of 100 | $30 | 200 credits, usable until Dec 21, 2026. Upgrading to Growth costs $64.50 today.',
    )
    expect(said(recommendationLabels({ way: 'upgrade', upgrade, instead: packs }, summary))).toBe(
      'Upgrade to Growth | $64.50 | 968 more credits today, then $149 a month. Packs cost $30.',
    )
    const lasting = { ...packs, endsAt: null }
    expect(said(recommendationLabels({ way: 'packs', packs: lasting, instead: null }, summary))).toBe(
      'Buy 2 packs of 100 | $30 | 200 credits.',
    )
  })

  it('for waiting, and when nothing has to be done', () => {
    const resetsAt = summary.resetsAt
    expect(recommendationLabels({ way: 'wait', days: 1, resetsAt }, summary)).toMatchObject({
      title: 'Wait for the reset on Dec 21',
      price: '$0',
      reason: expect.stringContaining('for a day'),
    })
    expect(recommendationLabels({ way: 'none', because: 'lasts' }, summary)).toMatchObject({
      title: 'Nothing to do',
      price: '$0',
      reason: 'At this pace, your credits last until Dec 21, 2026.',
    })
    expect(recommendationLabels({ way: 'none', because: 'no-pace' }, summary).title).toBe('Nothing to do yet')
    expect(recommendationLabels({ way: 'compare' }, summary).price).toBeNull()
  })
})

it('R19: a payment that is past due comes before everything else', () => {
  expect(unsettledLabels(summary, standing)).toBeNull()
  const overdue = { ...summary, plan: { ...plan, status: 'past_due', spending: 'overdue' } } as CreditsSummary
  const late = { ...standing, graceEndsAt: '2026-12-08T09:00:00.000Z', payHref: 'https://pay.test' }
  expect(unsettledLabels(overdue, late)).toMatchObject({ title: 'Pay your open invoice', tone: 'bad' })
  const paused = { ...summary, plan: { ...plan, unfunded: 'paused' } } as CreditsSummary
  expect(unsettledLabels(paused, standing)).toMatchObject({ title: 'Plan paused', tone: 'warn' })
  // What has ended needs a plan, not a payment.
  const ended = { ...summary, plan: { ...plan, status: 'canceled', spending: 'canceled' } } as CreditsSummary
  expect(unsettledLabels(ended, standing)).toBeNull()
})

it('R4, R23: a trial and an ended plan are shown what a plan costs', () => {
  const trial = { ...plan, status: 'trialing', trialEndsAt: '2026-12-12T09:00:00.000Z' } as PlanCard
  expect(said(choosePlanLabels({ plan: trial, timeZone: 'UTC' }, growth))).toBe(
    'Choose a plan before your trial ends on Dec 12 | From $149 a month | Unused trial credits don’t carry over. Growth includes 2,000 credits a month.',
  )
  const ended = { ...plan, status: 'canceled', spending: 'canceled' } as PlanCard
  expect(choosePlanLabels({ plan: ended, timeZone: 'UTC' }, growth)).toMatchObject({
    title: 'Choose a plan',
    tone: 'bad',
    reason: expect.stringContaining('Your plan has ended.'),
  })
})

it('R3: a plan with limits is judged by the limit that is closest to used up', () => {
  const at = (reports: number) =>
    ({
      ...summary,
      meters: [
        { metric: 'reports', used: reports, held: 0, limit: 10 },
        { metric: 'emails', used: 10, held: 0, limit: 500 },
      ],
    }) as CreditsSummary
  const agency = { ...growth, name: 'Agency', monthlyPriceCents: 9_900 }
  expect(limitsLabels(at(3), agency)).toMatchObject({ title: 'Nothing to do', price: '$0' })
  expect(said(limitsLabels(at(9), agency))).toBe(
    'Upgrade to Agency | $99 a month | Reports: 9 of 10 used, 1 left. Limits reset on Dec 21.',
  )
  expect(limitsLabels(at(10), undefined).title).toBe('Wait for the reset on Dec 21')
})
