import { describe, expect, it } from 'vitest'
import { cheapestPlan } from '@/lib/billing/digest/cheapest-plan'
import type { UsageDigest } from '@/lib/billing/digest/usage-digest'
import { setTestEnv } from '@/lib/billing/testing'
import { renderEmail } from '@/lib/email/render-email'
import { digestText } from './digest-text'
import { digestContent } from './read-digest'

setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })

const priced = (name: string, allowanceCredits: number, monthlyPriceCents: number) => ({
  key: name.toLowerCase(),
  name,
  allowanceCredits,
  monthlyPriceCents,
  annualPriceCents: monthlyPriceCents * 10,
})
const starter = priced('Starter', 500, 4_900)
const growth = priced('Growth', 2_000, 14_900)
const compare = (usedCredits: number[], over: object = {}) => ({
  kind: 'compared' as const,
  comparison: cheapestPlan({
    usedCredits,
    current: starter,
    plans: [starter, growth],
    packs: [{ name: 'Medium pack', credits: 500, priceCents: 6_000 }],
    packsLast: false,
    interval: 'month',
    ...over,
  }),
})

const digest: UsageDigest = {
  startsAt: '2026-11-01T12:00:00Z',
  endsAt: '2026-12-01T12:00:00Z',
  planName: 'Starter',
  mode: 'credits',
  currency: 'usd',
  usedCredits: 1_500,
  previousCredits: 1_200,
  byMember: [
    { name: 'Ann', credits: 1_400 },
    { name: 'Mo', credits: 100 },
  ],
  byAction: [{ label: 'Generate a report', credits: 1_500, times: 75 }],
  largest: [{ at: '2026-11-03T12:00:00Z', what: 'Generate a report', who: 'Ann', credits: 20 }],
  expiredAllowanceCredits: 0,
  expiredExtraCredits: 1,
  limits: [],
  running: {
    leftCredits: 700,
    extraCredits: 200,
    resetsAt: '2027-01-01T12:00:00Z',
    forecast: { kind: 'runs-out', on: '2026-12-20', earliest: '2026-12-18', latest: null, shortCredits: 300 },
  },
  suggestion: compare([1_500, 1_500, 1_500]),
}

const reader = { timeZone: 'UTC', seesCosts: true }
const cheapest = (over: Partial<UsageDigest>) =>
  digestText({ ...digest, ...over }, reader).sections.find(({ title }) => title.startsWith('Cheapest plan'))

describe('the text of a digest', () => {
  it('R49: says what was used, by whom, for what, what expired, the forecast and the cheapest plan with its arithmetic', async () => {
    const content = digestContent(digest, { ...reader, workspaceName: 'Acme', unsubscribeToken: 't.t' })
    const email = await renderEmail(content)
    expect(`\n${email.text}\n`).toMatchInlineSnapshot(`
      "
      Your usage from Nov 1, 2026 to Dec 1, 2026

      1,500 credits used, 300 more than in the previous cycle (+25%).

      1 extra credit expired unused.

      BY MEMBER
      - Ann: 1,400 credits
      - Mo: 100 credits

      BY ACTION
      - Generate a report (75): 1,500 credits

      LARGEST USES
      - Generate a report, Ann, Nov 3: 20 credits

      CURRENT CYCLE
      - Credits left: 700
      - Of these, extra credits: 200
      - Cycle ends: Jan 1, 2027
      Forecast: at this pace, your credits run out on Dec 20, 2026. You’d be about 300 credits short.

      CHEAPEST PLAN FOR YOUR LAST 3 CYCLES
      - Starter (your plan): 3 × $49 + $360 for packs = $507
      - Growth: 3 × $149 = $447
      You would have paid $447 on Growth instead of $147 + packs $360 = $507 on Starter: $60 less.
      You used 1,500, 1,500 and 1,500 credits. Costs are at today’s prices, before tax, with the cheapest packs for usage beyond each plan’s allowance.

      View statement:
      http://localhost:3000/workspace-settings?tab=billing&view=statement&from=2026-11-01&to=2026-12-01#statement

      View plans:
      http://localhost:3000/workspace-settings?tab=billing&view=plans#plans

      You’re receiving this email because you’re a member of Acme.

      Notification settings:
      http://localhost:3000/workspace-settings?tab=notifications
      Unsubscribe:
      http://localhost:3000/unsubscribe?token=t.t
      "
    `)
    for (const part of [
      'By member',
      'Ann',
      '1,400 credits',
      'Cheapest plan for your last 3 cycles',
      '/unsubscribe?token=t.t',
    ])
      expect(email.html).toContain(part)
  })

  it('R49: says that the plan is the cheapest when it is', () => {
    expect(cheapest({ suggestion: compare([480]) })).toMatchObject({
      title: 'Cheapest plan for your last cycle',
      lines: [
        { label: 'Starter (your plan)', value: '1 × $49 = $49' },
        { label: 'Growth', value: '1 × $149 = $149' },
      ],
      notes: ['Your plan is the cheapest.', expect.stringMatching(/^You used 480 credits\./)],
    })
  })

  it('R49: shows yearly prices as what they come to, and says when usage cannot be compared', () => {
    expect(cheapest({ suggestion: compare([1_500, 1_500], { interval: 'year' }) })?.lines).toEqual([
      { label: 'Starter (your plan)', value: '$81.66 + $240 for packs = $321.66' },
      { label: 'Growth', value: '$248.34' },
    ])
    expect(cheapest({ suggestion: compare([1_500], { packs: [] }) })?.notes?.[0]).toMatch(/can’t be compared/)
  })

  it.each(['trial', 'limits', 'too-early'] as const)('R49: says why no plan is suggested: %s', (reason) => {
    expect(cheapest({ suggestion: { kind: 'none', reason } })).toMatchObject({
      lines: [],
      notes: [expect.stringContaining('.')],
    })
  })

  it('R31, R49: members read no costs of plans', () => {
    const { sections } = digestText(digest, { ...reader, seesCosts: false })
    expect(JSON.stringify(sections)).not.toContain('$')
    expect(sections.map(({ title }) => title)).not.toContain('Cheapest plan for your last 3 cycles')
  })

  it('R49: a plan with monthly limits lists the use of each', () => {
    const text = digestText(
      {
        ...digest,
        mode: 'limits',
        planName: 'Agency',
        running: null,
        limits: [{ metric: 'reports', used: 12, limit: 40 }],
        suggestion: { kind: 'none', reason: 'limits' },
      },
      reader,
    )
    expect(text.sections[0]).toMatchObject({ lines: [{ label: 'Reports', value: '12 of 40' }] })
  })

  it.each([
    [100, 100, '100 credits used, as many as in the previous cycle.'],
    [100, 80, '100 credits used, 20 more than in the previous cycle (+25%).'],
    [1, 1_000, '1 credit used, 999 fewer than in the previous cycle (−100%).'],
    [1_001, 1_000, '1,001 credits used, 1 more than in the previous cycle (less than +1%).'],
    [10, 0, '10 credits used, 10 more than in the previous cycle.'],
    [10, null, '10 credits used.'],
  ])('R49: compares %s credits with %s of the previous cycle', (usedCredits, previousCredits, text) => {
    expect(digestText({ ...digest, usedCredits, previousCredits }, reader).paragraphs[0]).toBe(text)
  })

  it('R49: many members are shown as the largest and the rest together, without losing a credit', () => {
    const byMember = Array.from({ length: 25 }, (_, i) => ({ name: `Member ${i}`, credits: 100 - i }))
    const section = digestText({ ...digest, byMember }, reader).sections[0]
    expect(section?.lines).toHaveLength(10)
    const shown = section?.lines.map(({ value }) => Number(value.replace(/\D/g, ''))) ?? []
    expect(shown.reduce((sum, one) => sum + one, 0)).toBe(
      byMember.reduce((sum, { credits }) => sum + credits, 0),
    )
  })
})
