import { expect, it } from 'vitest'
import { setTestEnv } from '@/lib/billing/testing'
import { wordsOf } from './labels.ts'

const data = {
  leftCredits: 5,
  allowanceCredits: 100,
  resetsAt: '2026-12-28T12:00:00Z',
  pack: null,
  upgrade: { name: 'Starter', allowanceCredits: 500, monthlyPriceCents: 4_900 },
}

it('R4, R32: a trial that runs low is told when it ends, not of a reset', () => {
  setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })
  const trial = wordsOf(
    { kind: 'low-credits', data: { ...data, trialEndsAt: '2026-12-12T12:00:00Z' } },
    'UTC',
  )
  expect(trial.body).toMatch(
    /^That is less than 10 % of your 100 trial credits\. Slow down until your trial ends on /,
  )
  expect(trial.body).toContain('subscribe to Starter')
  expect(trial.steps).toMatchObject([{ label: 'Subscribe to Starter' }])
  const plan = wordsOf({ kind: 'low-credits', data }, 'UTC')
  expect(plan.body).toMatch(
    /100 credits this cycle\. Slow down until .*, when the balance is full again, or upgrade to Starter/,
  )
})
