import { randomUUID } from 'node:crypto'
import { postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { system } from '@/db/client'
import { autoTopUpAttempts, autoTopUpMonths, autoTopUps, purchases } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { returnFromCheckout } from '../checkout/return-from-checkout.ts'
import { makeSubscriber, subscriptionOf } from '../testing.ts'
import { runAutoTopUps } from './continue-top-up.ts'
import { AutoTopUpInput, saveAutoTopUp } from './save-auto-top-up.ts'

/** Scenario builders for tests of auto top-up. */

export const cards = {
  good: '4242424242424242',
  declinedLater: '4000000000000341',
  asksAlways: '4000002760003184',
} as const

/** 500 credits for $60 below 100 credits, at most $240 a month. */
export const wanted = (over: Partial<Record<'thresholdCredits' | 'pack' | 'monthlyMax', string>> = {}) =>
  AutoTopUpInput.parse({
    requestId: randomUUID(),
    thresholdCredits: '100',
    pack: 'medium*500*6000',
    monthlyMax: '240',
    ...over,
  })

/** Saves a card on Stripe's page and answers the id of its session. */
export async function saveCardAt(
  url: string,
  cardNumber: string = cards.good,
  country = 'US',
): Promise<string> {
  let answer = await postForm(url, { cardNumber, country })
  const challenge = answer.headers.get('location')
  if (challenge?.includes('/c/challenge/'))
    answer = await fetch(new URL(challenge, url), {
      method: 'POST',
      body: new URLSearchParams({ answer: 'complete' }),
      redirect: 'manual',
    })
  return new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
}

/** A subscriber with 150 credits whose auto top-up is on. */
export async function withAutoTopUp(
  over: Parameters<typeof wanted>[0] = {},
  card: string = cards.good,
  country = 'US',
): Promise<WorkspaceContext> {
  const ctx = await makeSubscriber('growth', 150)
  const saved = await saveAutoTopUp(ctx, wanted(over))
  if (saved.kind === 'card-needed') await returnFromCheckout(ctx, await saveCardAt(saved.url, card, country))
  return ctx
}

export const spendCredits = (ctx: WorkspaceContext, credits: number) => post(ctx.workspaceId, charge(credits))
export const creditsLeft = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))

export async function settingsOf({ workspaceId }: WorkspaceContext) {
  const [row] = await system().select().from(autoTopUps).where(eq(autoTopUps.workspaceId, workspaceId))
  if (!row) throw new Error('no auto top-up')
  return row
}

export async function topUpsOf({ workspaceId }: WorkspaceContext) {
  return system()
    .select()
    .from(purchases)
    .where(and(eq(purchases.workspaceId, workspaceId), eq(purchases.origin, 'auto-top-up')))
    .orderBy(purchases.createdAt)
}

export async function monthsOf({ workspaceId }: WorkspaceContext) {
  return system().select().from(autoTopUpMonths).where(eq(autoTopUpMonths.workspaceId, workspaceId))
}

export async function attemptsOf({ workspaceId }: WorkspaceContext) {
  return system()
    .select()
    .from(autoTopUpAttempts)
    .where(eq(autoTopUpAttempts.workspaceId, workspaceId))
    .orderBy(autoTopUpAttempts.number)
}

/** The Stripe of this test file. */
export let local: TestStripe

export function setUpLocalStripe(): void {
  beforeAll(async () => {
    local = await startLocalStripe()
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })
  afterAll(() => stopLocalStripe(local))
}

export async function listInvoices({ workspaceId }: WorkspaceContext) {
  const { stripeCustomerId } = await subscriptionOf(workspaceId)
  return (await local.stripe.invoices.list({ customer: stripeCustomerId ?? '' })).data
}

/** Spends down to 50 of 150 credits and lets the job run. */
export async function crossThreshold(ctx: WorkspaceContext): Promise<void> {
  await spendCredits(ctx, 100)
  await runAutoTopUps()
}
