import { control, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { operatorEvents } from '@/db/schema'
import { syncPayment } from '@/lib/billing/payments/sync-payment'
import { applyEvent } from '@/lib/billing/stripe/webhooks/apply'
import { parseEvent } from '@/lib/billing/stripe/webhooks/signed-event'
import { makeSubscriber } from '@/lib/billing/testing'
import { type Bought, bought, dispute, findingsOf, spend } from '@/local/test/buyers'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { getCheckResults } from './findings'
import { refundFinding } from './refund-finding'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

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

  it('creates a finding, and refundFinding refunds the payment and removes the unspent credits', async () => {
    const it = await bought(local, { cardNumber: '4000000000005423' })
    await spend(it, 20)
    expect(await applyEvent(await event(it))).toEqual({ status: 'applied', workspaceId: it.ctx.workspaceId })
    const [finding] = (await getCheckResults()).billing.filter(({ stripeId }) => stripeId === it.charge)
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
    expect((await findingsOf(it)).map(({ kind }) => kind)).toEqual(['shortfall'])
    const verbs = await system()
      .select({ verb: operatorEvents.verb })
      .from(operatorEvents)
      .where(eq(operatorEvents.workspaceId, it.ctx.workspaceId))
    expect(verbs.map(({ verb }) => verb)).toContain('finding.refunded')
  })

  it('offers no refund once the credits are spent, and closes when the payment is disputed', async () => {
    const it = await bought(local)
    await spend(it, 500)
    await warn(it)
    await applyEvent(await event(it))
    const [finding] = (await getCheckResults()).billing.filter(({ stripeId }) => stripeId === it.charge)
    expect(finding).toMatchObject({ kind: 'early-fraud-warning', refund: null })
    await expect(refundFinding(await operator(), finding?.id ?? 0)).rejects.toMatchObject({
      code: 'finding.not-refundable',
    })
    await dispute(local, it)
    await syncPayment(it.charge)
    expect((await findingsOf(it)).map(({ kind }) => kind)).not.toContain('early-fraud-warning')
    await expect(refundFinding(await operator(), finding?.id ?? 0)).rejects.toMatchObject({
      code: 'finding.closed',
    })
  })

  it('R36: an operator cannot refund payments of their own workspace', async () => {
    const it = await bought(local, { cardNumber: '4000000000005423' })
    await applyEvent(await event(it))
    const [finding] = (await getCheckResults()).billing.filter(({ stripeId }) => stripeId === it.charge)
    const owner = { userId: it.ctx.userId, email: 'owner@operator.test' }
    await expect(refundFinding(owner, finding?.id ?? 0)).rejects.toMatchObject({
      code: 'operator.own-workspace',
    })
    expect((await local.stripe.refunds.list({ charge: it.charge })).data).toEqual([])
  })
})
