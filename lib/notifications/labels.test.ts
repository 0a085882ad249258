import { expect, it } from 'vitest'
import { autoTopUpStops } from '@/db/schema/billing/auto-top-up'
import { notificationKinds } from '@/db/schema/people/notifications'
import { setTestEnv } from '@/lib/billing/testing'
import { renderEmail } from '@/lib/email/render-email'
import { notificationContent } from './email/notification-content'
import { notificationText } from './labels'
import type { Notice } from './notice'

const data = {
  leftCredits: 5,
  allowanceCredits: 100,
  resetsAt: '2026-12-28T12:00:00Z',
  pack: null,
  upgrade: { name: 'Starter', allowanceCredits: 500, monthlyPriceCents: 4_900 },
}

it('R4, R32: the low-credit text of a trial shows when it ends, not a reset', () => {
  setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })
  const trial = notificationText(
    { kind: 'low-credits', data: { ...data, trialEndsAt: '2026-12-12T12:00:00Z' } },
    'UTC',
  )
  expect(trial.body).toMatch(
    /^You have less than 10% of your 100 trial credits left\. Use fewer credits until your trial ends on Dec 12, 2026/,
  )
  expect(trial.body).toContain('subscribe to Starter')
  expect(trial.steps).toMatchObject([{ label: 'Subscribe to Starter' }])
  const plan = notificationText({ kind: 'low-credits', data }, 'UTC')
  expect(plan.body).toMatch(
    /credits for this cycle left\. Use fewer credits until they reset on Dec 28, 2026, or upgrade to Starter/,
  )
})

const at = '2026-12-21T14:05:00Z'
const late = { id: 'x', dueAt: at, lateAfterHours: 12 }
const terms = {
  planName: 'Pro',
  from: at,
  interval: 'month',
  priceCents: 9_900,
  formerPriceCents: 7_900,
  allowanceCredits: 2_000,
  limits: null,
} as const
const cap = { mostCredits: 30, usedCredits: 25 }

const all: Notice[] = [
  {
    kind: 'low-credits',
    data: { ...data, heldCredits: 20, pack: { name: 'Small', credits: 100, priceCents: 1_500 } },
  },
  {
    kind: 'alert-level',
    data: { ...data, level: { unit: 'percent', amount: 25 }, heldCredits: 0 },
  },
  {
    kind: 'alert-level',
    data: { ...data, level: { unit: 'credits', amount: 1 }, heldCredits: 3, upgrade: null },
  },
  {
    kind: 'usage-digest',
    data: { startsAt: at, endsAt: at, usedCredits: 1, planName: 'Pro', mode: 'credits' },
  },
  {
    kind: 'usage-digest',
    data: { startsAt: at, endsAt: at, usedCredits: 7, planName: 'Agency', mode: 'limits' },
  },
  {
    kind: 'low-limit',
    data: { metric: 'emails', used: 460, limit: 500, resetsAt: at, upgrade: data.upgrade },
  },
  { kind: 'allowance-reset', data: { credits: 2_000, startedAt: at, resetsAt: at } },
  { kind: 'allowance-reset', data: { credits: 500, creditsOnPayment: 1_500, resetsAt: at } },
  { kind: 'purchase-receipt', data: { credits: 100, priceCents: 1_500, endsAt: at } },
  { kind: 'purchase-receipt', data: { credits: 100, priceCents: 1_500, endsAt: null } },
  { kind: 'purchase-receipt', data: { credits: 500, priceCents: 6_000, endsAt: at, isAutomatic: true } },
  { kind: 'payment-failed', data: { planName: 'Pro' } },
  { kind: 'first-payment-failed', data: { planName: 'Pro' } },
  { kind: 'billing-paused', data: { planName: 'Pro', gives: 'credits', isPlanPaused: true } },
  { kind: 'billing-paused', data: { planName: 'Pro', gives: 'monthly limits', isPlanPaused: false } },
  { kind: 'invoice-written-off', data: { planName: 'Pro', gives: 'credits', canPay: true } },
  { kind: 'invoice-written-off', data: { planName: 'Pro', gives: 'credits', canPay: false } },
  { kind: 'trial-ending', data: { endsAt: at } },
  { kind: 'feed-paused', data: { waiting: 1, credits: 5 } },
  { kind: 'feed-paused', data: { waiting: 4, credits: 20 } },
  { kind: 'credits-asked', data: { who: 'Mo', leftCredits: 40 } },
  { kind: 'credits-asked', data: { who: 'Mo', leftCredits: 40, cap } },
  {
    kind: 'credits-asked',
    data: { who: 'Mo', leftCredits: 40, cap: { ...cap, action: 'Generate a report' } },
  },
  { kind: 'cap-answered', data: { by: 'Ann', mostCredits: 60 } },
  { kind: 'cap-answered', data: { by: 'Ann', mostCredits: null } },
  { kind: 'cap-answered', data: { by: 'Ann', mostCredits: 60, action: 'Generate a report' } },
  { kind: 'cap-answered', data: { by: 'Ann', mostCredits: null, action: 'Generate a report' } },
  { kind: 'campaign-stopped', data: { id: 'x', name: 'News', reason: 'Too many emails bounced.' } },
  { kind: 'campaign-stopped', data: { id: 'x', name: 'News', reason: 'Servers block us.', paused: true } },
  { kind: 'campaign-refused', data: { id: 'x', name: 'News', failure: 'Not enough credits.' } },
  { kind: 'campaign-held', data: { ...late, name: 'News' } },
  { kind: 'post-held', data: { ...late, title: 'New listing' } },
  { kind: 'webhook-disabled', data: { id: 'x', host: 'agency.test', reason: 'gone' } },
  { kind: 'webhook-disabled', data: { id: 'x', host: 'agency.test', reason: 'failing' } },
  {
    kind: 'key-expiring',
    data: { name: 'CRM sync', expiresAt: at, isService: true, lastUsedAt: at },
  },
  {
    kind: 'key-expiring',
    data: { name: 'Old script', expiresAt: at, isService: false, lastUsedAt: null },
  },
  {
    kind: 'case-answered',
    data: {
      title: 'Report for Green Lake',
      href: '/reports/x',
      answer: 'One sale was wrong.',
      refundedCredits: 20,
    },
  },
  {
    kind: 'case-answered',
    data: { title: 'Garden home', href: '/images/x', answer: 'The sky is as asked.', refundedCredits: 0 },
  },
  { kind: 'terms-change', data: terms },
  {
    kind: 'terms-change',
    data: { ...terms, formerPriceCents: 9_900, limits: { reports: 10, emails: 500, contacts: 1_000 } },
  },
  ...([...autoTopUpStops, 'maximum'] as const).map(
    (reason): Notice => ({
      kind: 'auto-top-up',
      data: {
        reason,
        credits: 500,
        priceCents: 6_000,
        maxCents: 24_000,
        currency: 'usd',
        card: 'Visa ending in 4242',
      },
    }),
  ),
]

it('R32: every kind of notification has a subject, a text and buttons', () => {
  setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(notificationKinds))
  const written = all.map((notice) => {
    const text = notificationText(notice, 'UTC')
    const { subject } = notificationContent({ text, workspaceName: 'Acme', unsubscribeToken: 't' })
    return [subject, text.body, ...text.steps.map(({ label }) => `[${label}]`)].join('\n')
  })
  expect(`\n${written.join('\n\n')}\n`).toMatchInlineSnapshot(`
    "
    5 credits left, 20 held (Acme)
    You have less than 10% of your 100 credits for this cycle left. Use fewer credits until they reset on Dec 28, 2026, buy 100 credits for $15, or upgrade to Starter with 500 credits for $49 a month.
    [Buy 100 credits]
    [Upgrade to Starter]

    5 credits left (Acme)
    Your balance is below your alert level of 25% of the cycle’s credits. Use fewer credits until they reset on Dec 28, 2026, or upgrade to Starter with 500 credits for $49 a month.
    [Upgrade to Starter]
    [Change alert levels]

    5 credits left, 3 held (Acme)
    Your balance is below your alert level of 1 credit. Use fewer credits until they reset on Dec 28, 2026.
    [Change alert levels]

    Your usage from Dec 21, 2026 to Dec 21, 2026 (Acme)
    1 credit used. See usage by member and action, and the forecast for this cycle.
    [View digest]

    Your usage from Dec 21, 2026 to Dec 21, 2026 (Acme)
    See what was used in your last billing cycle, by limit.
    [View digest]

    460 of 500 emails used (Acme)
    Your usage resets on Dec 21, 2026. Upgrade to Starter for a higher limit, at $49 a month.
    [Upgrade to Starter]

    New cycle: 2,000 credits (Acme)
    Your monthly credits were reset on Dec 21, 2026. Your next reset is on Dec 21, 2026.
    [View balance]

    New cycle: 500 credits (Acme)
    We’ll add 1,500 more credits when we receive the payment for this cycle. Your next reset is on Dec 21, 2026.
    [View balance]

    Receipt: 100 credits for $15 (Acme)
    We added the credits to your balance. They expire on Dec 21, 2026.
    [View receipt]

    Receipt: 100 credits for $15 (Acme)
    We added the credits to your balance. They don’t expire.
    [View receipt]

    Auto top-up receipt: 500 credits for $60 (Acme)
    Auto top-up bought these credits because your balance fell below your threshold. They expire on Dec 21, 2026.
    [View receipt]
    [Change auto top-up]

    Your payment didn’t go through (Acme)
    Pay the open invoice to keep your Pro plan.
    [Pay invoice]

    Your first payment for Pro didn’t go through (Acme)
    Pay the invoice to start the plan, or choose another plan.
    [Pay invoice]

    Pro is paused (Acme)
    New cycles get no credits. Add a payment method, then ask us to resume the plan.
    [View plan]

    Billing for Pro is paused (Acme)
    New cycles get no monthly usage until billing resumes and an invoice is paid. Contact us to resume it.
    [View plan]

    An invoice for Pro was closed without payment (Acme)
    Pay it to get its credits immediately. Otherwise, you’ll get credits again with your next paid invoice.
    [Pay invoice]

    An invoice for Pro was closed without payment (Acme)
    You’ll get credits again with your next paid invoice.
    [View plan]

    Your trial ends on Dec 21, 2026 (Acme)
    Choose a plan to continue. You can still view your work after the trial ends.
    [Choose a plan]

    1 listing needs a post (Acme)
    You don’t have enough credits. You need 5 credits to create the posts.
    [Buy credits]

    4 listings need a post (Acme)
    You don’t have enough credits. You need 20 credits to create the posts.
    [Buy credits]

    Mo requested credits (Acme)
    The workspace has 40 credits left.
    [Buy credits]

    Mo requested a higher spending limit (Acme)
    Their limit is 30 credits per cycle. 25 are used. The workspace has 40 credits left.
    [Change spending limit]

    Mo requested a higher spending limit (Acme)
    The workspace’s limit for “Generate a report” is 30 credits per cycle. 25 are used. The workspace has 40 credits left.
    [Change spending limit]

    Ann changed your spending limit to 60 (Acme)
    You can spend up to 60 credits per cycle.
    [View spending limits]

    Ann removed your spending limit (Acme)
    Your spending is no longer limited.
    [View spending limits]

    Ann changed the workspace’s spending limit for “Generate a report” to 60 (Acme)
    Together, all members can spend up to 60 credits per cycle on this action.
    [View spending limits]

    Ann removed the workspace’s spending limit for “Generate a report” (Acme)
    Spending on this action is no longer limited.
    [View spending limits]

    “News” was stopped (Acme)
    Too many emails bounced. You’re only charged for emails that were accepted.
    [View campaign]

    “News” was paused (Acme)
    Servers block us. Resume or cancel it on its page.
    [View campaign]

    “News” wasn’t sent (Acme)
    Not enough credits. You weren’t charged. Review the campaign to send it again.
    [Review campaign]

    “News” is on hold because it’s late (Acme)
    It was due on Dec 21, 2026, 2:05 PM, more than 12 hours ago. Nothing was sent or charged. Send it now, reschedule it, or cancel it.
    [Review campaign]

    The post “New listing” is on hold because it’s late (Acme)
    It was due on Dec 21, 2026, 2:05 PM, more than 12 hours ago. Nothing was sent. Send it now, reschedule it, or cancel it.
    [Review post]

    We turned off your webhook at agency.test (Acme)
    Its server answered 410 (gone), so we stopped sending events. Turn it on again when the server is ready.
    [View webhook]

    We turned off your webhook at agency.test (Acme)
    Its server accepted no event for 5 days, so we stopped sending. Fix the server, turn the webhook on, then resend failed events from its log.
    [View webhook]

    Your API key “CRM sync” expires on Dec 21, 2026, 2:05 PM (Acme)
    It was last used on Dec 21, 2026. Once it expires, requests with it are refused. Rotate it before then: the old key can keep working while you switch.
    [View API keys]

    Your API key “Old script” expires on Dec 21, 2026, 2:05 PM (Acme)
    It was never used. Once it expires, requests with it are refused. Its creator can rotate it before then: the old key can keep working while you switch.
    [View API keys]

    We answered the problem you reported with “Report for Green Lake” (Acme)
    One sale was wrong. We refunded 20 credits.
    [View answer]

    We answered the problem you reported with “Garden home” (Acme)
    The sky is as asked.
    [View answer]

    Pro has new terms starting Dec 21, 2026 (Acme)
    You’ll get 2,000 credits a month for $99 a month instead of $79. Nothing changes before then. You can switch plans or cancel at any time.
    [View plan]

    Pro has new terms starting Dec 21, 2026 (Acme)
    You’ll get 10 reports, 500 emails and 1,000 contacts a month for $99 a month, the same price as now. Nothing changes before then. You can switch plans or cancel at any time.
    [View plan]

    Auto top-up stopped because your card was declined (Acme)
    Visa ending in 4242 was declined when we tried to buy 500 credits for $60. Change the card or turn auto top-up on again. You weren’t charged.
    [Review auto top-up]

    Auto top-up stopped because your bank needs to confirm the payment (Acme)
    Your bank requires your confirmation to buy 500 credits for $60, so we couldn’t charge the card automatically. Save another card, or buy a pack yourself. You weren’t charged.
    [Review auto top-up]

    Auto top-up stopped because its card is no longer saved (Acme)
    Save a card to continue buying 500 credits for $60 automatically. You weren’t charged.
    [Save a card]

    Auto top-up stopped because its pack changed (Acme)
    You chose 500 credits for $60, and this pack now has a different price or is no longer available. Review the new price and turn auto top-up on again. You weren’t charged.
    [Review auto top-up]

    Auto top-up stopped because its invoice failed (Acme)
    The invoice for 500 credits for $60 couldn’t be charged. Turn auto top-up on again, or buy a pack yourself. You weren’t charged.
    [Review auto top-up]

    Auto top-up reached its maximum of $240 this month (Acme)
    Your credits are below the threshold, but we won’t buy more until next month. Raise the maximum, or buy a pack yourself.
    [Review auto top-up]
    "
  `)
})

it('R32: the email of a notification links to its settings and to Unsubscribe', async () => {
  setTestEnv({ DATABASE_URL: 'postgres://nobody@localhost/nothing' })
  const text = notificationText({ kind: 'trial-ending', data: { endsAt: at } }, 'UTC')
  const email = await renderEmail(
    notificationContent({ text, workspaceName: 'Acme', unsubscribeToken: 't.t' }),
  )
  expect(email.subject).toBe('Your trial ends on Dec 21, 2026 (Acme)')
  for (const part of [email.html, email.text]) {
    expect(part).toContain('Choose a plan')
    expect(part).toContain('Notification settings')
    expect(part).toContain('/unsubscribe?token=t.t')
  }
})
