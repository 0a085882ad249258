import { randomUUID } from 'node:crypto'
import { control, postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { operatorEvents } from '@/db/schema'
import { buyPack } from '@/lib/billing/checkout/buy-pack'
import { fulfil } from '@/lib/billing/checkout/fulfill'
import { findPurchase } from '@/lib/billing/checkout/purchase'
import { openFindings } from '@/lib/billing/payments/findings'
import { syncPayment } from '@/lib/billing/payments/sync-payment'
import { applyEvent } from '@/lib/billing/stripe/webhooks/apply'
import { parseEvent } from '@/lib/billing/stripe/webhooks/signed-event'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { findings } from './findings'
import { refundFinding } from './refund-finding'

let local: TestStripe

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, STRIPE_WEBHOOK_SECRET: local.secret })
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
})

/** A paid pack of 500 credits for $60 on a plan that grants nothing else. */
async function bought(card: Record<string, string> = {}) {
  const ctx = await makeSubscriber('growth', 0)
  const purchaseId = randomUUID()
  const quoted = { packKey: 'medium', quantity: 1, quotedPriceCents: 6_000, quotedCredits: 500 }
  const answer = await postForm((await buyPack(ctx, { purchaseId, ...quoted })).url, card)
  const sessionId = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  await fulfil(sessionId)
  const purchase = await findPurchase(ctx.workspaceId, purchaseId)
  if (!purchase?.stripePaymentIntentId) throw new Error('the purchase was not paid')
  const intent = await local.stripe.paymentIntents.retrieve(purchase.stripePaymentIntentId)
  return { ctx, purchase, charge: String(intent.latest_charge) }
}
type Bought = Awaited<ReturnType<typeof bought>>

const spend = ({ ctx }: Bought, credits: number) => post(ctx.workspaceId, charge(credits))
const dispute = async (it: Bought, over: object = {}) =>
  String((await control(local.url, 'disputes', { charge: it.charge, ...over })).id)
const found = async ({ ctx }: Bought) =>
  (await openFindings()).filter(({ workspaceId }) => workspaceId === ctx.workspaceId)
describe('R18: early fraud warnings', () => {
  const operator = async () => {
    const { userId } = await makeSubscriber('growth', 0)
    return { userId, email: `${userId}@operator.test` }
  }
  const warn = (it: Bought) => control(local.url, 'early_fraud_warnings', { charge: it.charge })
  const event = async (it: Bought) => {
    const [one] = (
      await local.stripe.events.list({ type: 'radar.early_fraud_warning.created', limit: 100 })
    ).data.filter((one) => JSON.stringify(one.data.object).includes(it.charge))
    const signed = parseEvent(JSON.stringify(one))
    if (!signed) throw new Error('no event of a warning')
    return signed
  }

  it('is a finding, and one click refunds the payment and takes the unspent credits', async () => {
    const it = await bought({ cardNumber: '4000000000005423' })
    await spend(it, 20)
    expect(await applyEvent(await event(it))).toEqual({ status: 'applied', workspaceId: it.ctx.workspaceId })
    const [finding] = (await findings()).billing.filter(({ stripeId }) => stripeId === it.charge)
    expect(finding).toMatchObject({
      kind: 'early-fraud-warning',
      refund: { cents: 6_000, credits: 500, unspentCredits: 480 },
    })
    const [refunded] = await Promise.allSettled([
      refundFinding(await operator(), finding?.id ?? 0),
      refundFinding(await operator(), finding?.id ?? 0),
    ])
    expect(refunded).toMatchObject({ value: { takenBackCredits: 480, shortfallCredits: 20 } })
    expect((await local.stripe.refunds.list({ charge: it.charge })).data).toMatchObject([
      { amount: 6_000, reason: 'fraudulent' },
    ])
    expect((await found(it)).map(({ kind }) => kind)).toEqual(['shortfall'])
    const verbs = await system()
      .select({ verb: operatorEvents.verb })
      .from(operatorEvents)
      .where(eq(operatorEvents.workspaceId, it.ctx.workspaceId))
    expect(verbs.map(({ verb }) => verb)).toContain('finding.refunded')
  })

  it('offers no refund once the credits are spent, and closes when the payment is disputed', async () => {
    const it = await bought()
    await spend(it, 500)
    await warn(it)
    await applyEvent(await event(it))
    const [finding] = (await findings()).billing.filter(({ stripeId }) => stripeId === it.charge)
    expect(finding).toMatchObject({ kind: 'early-fraud-warning', refund: null })
    await expect(refundFinding(await operator(), finding?.id ?? 0)).rejects.toMatchObject({
      code: 'finding.not-refundable',
    })
    await dispute(it)
    await syncPayment(it.charge)
    expect((await found(it)).map(({ kind }) => kind)).not.toContain('early-fraud-warning')
    await expect(refundFinding(await operator(), finding?.id ?? 0)).rejects.toMatchObject({
      code: 'finding.closed',
    })
  })

  it('R36: an operator leaves payments of their own workspace to others', async () => {
    const it = await bought({ cardNumber: '4000000000005423' })
    await applyEvent(await event(it))
    const [finding] = (await findings()).billing.filter(({ stripeId }) => stripeId === it.charge)
    const owner = { userId: it.ctx.userId, email: 'owner@operator.test' }
    await expect(refundFinding(owner, finding?.id ?? 0)).rejects.toMatchObject({
      code: 'operator.own-workspace',
    })
    expect((await local.stripe.refunds.list({ charge: it.charge })).data).toEqual([])
  })
})
