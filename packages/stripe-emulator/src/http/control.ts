import { Hono } from 'hono'
import { z } from 'zod'
import { settleInvoice } from '../billing/invoices/collect'
import { advance } from '../billing/invoices/due'
import { afterRetries, setAfterRetries } from '../billing/standing'
import { settleSession } from '../checkout/complete'
import { setAdaptivePricing } from '../checkout/presentment'
import { offersBankDebits, setBankDebits } from '../checkout/session-object'
import { ApiError, invalid } from '../core/errors'
import { faultCounts, faultSettings, setFaults } from '../core/faults'
import { idOf } from '../core/ids'
import type { World } from '../core/world'
import { closeDispute, escalateInquiry, openDispute, reverseDispute } from '../payments/disputes'
import { warnOfFraud } from '../payments/early-fraud-warnings'
import { failRefund } from '../payments/refunds'
import { START_ENDPOINT_ID } from '../webhooks/endpoints'
import { resend } from '../webhooks/schedule'
import { rollSecret } from '../webhooks/secrets'

const share = z.number().min(0).max(1)
const waitMs = z.number().int().min(0).max(3_600_000)

const Faults = z.strictObject({
  seed: z.number().int().optional(),
  webhooks: z.enum(['on', 'off']).optional(),
  webhookDelayMs: waitMs.optional(),
  webhookLostShare: share.optional(),
  webhookDoubledShare: share.optional(),
  webhookReorderedShare: share.optional(),
  webhookReorderWindowMs: waitMs.optional(),
  apiErrorShare: share.optional(),
  apiErrorWhen: z.enum(['before', 'after']).optional(),
  apiTimeoutShare: share.optional(),
  apiTimeoutMs: waitMs.optional(),
  declineShare: share.optional(),
})
const Settings = z.strictObject({
  afterRetries: z.enum(['cancel', 'unpaid', 'past_due']).optional(),
  bankDebits: z.boolean().optional(),
})
const Settle = z.strictObject({ succeeded: z.boolean().default(true) })
const OpenDispute = z.strictObject({
  charge: z.string().optional(),
  payment_intent: z.string().optional(),
  reason: z.string().default('fraudulent'),
  amount: z.number().int().min(1).optional(),
  inquiry: z.boolean().default(false),
})
const Warn = z.strictObject({ charge: z.string(), fraud_type: z.string().default('made_with_stolen_card') })
const FailRefund = z.strictObject({ outcome: z.enum(['failed', 'canceled']).default('failed') })
const Advance = z.strictObject({
  seconds: z
    .number()
    .int()
    .min(1)
    .max(10 * 366 * 86_400),
})
const Skip = z.strictObject({
  skippedSeconds: z
    .number()
    .int()
    .min(0)
    .max(10 * 366 * 86_400),
})
const Begin = z.strictObject({
  agoSeconds: z
    .number()
    .int()
    .min(1)
    .max(10 * 366 * 86_400),
})
const CloseDispute = z.strictObject({ outcome: z.enum(['won', 'lost']) })
const Roll = z.strictObject({
  secret: z.string().min(1).optional(),
  oldValidForSeconds: z.number().int().min(0).default(86_400),
})

/** The control API, which tests and the demo use to trigger what happens automatically at Stripe. */
export function controlApp(world: World): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    if (error instanceof ApiError) return context.json({ error: error.body }, error.status as 400)
    if (error instanceof z.ZodError) return context.json({ error: { message: z.prettifyError(error) } }, 400)
    throw error
  })
  app.get('/_local/health', (context) => context.json({ ok: true }))
  app.get('/_local/faults', (context) =>
    context.json({ settings: faultSettings(world), counts: faultCounts(world) }),
  )
  app.post('/_local/faults', async (context) => {
    const change = Faults.parse(await context.req.json())
    const settings = setFaults(
      world,
      Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
    )
    world.onDeliveriesWritten()
    return context.json({ settings, counts: {} })
  })
  app.delete('/_local/faults', (context) => {
    world.store.saveSetting('faults', {})
    world.onDeliveriesWritten()
    return context.json({ settings: setFaults(world, {}), counts: {} })
  })
  app.get('/_local/deliveries', (context) => {
    const rows = world.store.db
      .prepare(
        `select d.*, json_extract(o.json, '$.type') as type from deliveries d
         left join objects o on o.id = d.event_id order by d.seq desc limit 500`,
      )
      .all()
    return context.json({ data: rows })
  })
  app.post('/_local/events/:id/resend', (context) =>
    context.json({ deliveries: resend(world, context.req.param('id')) }),
  )
  const settings = () => ({ afterRetries: afterRetries(world), bankDebits: offersBankDebits(world) })
  app.get('/_local/settings', (context) => context.json(settings()))
  app.post('/_local/adaptive_pricing', async (context) => {
    const { enabled } = z.strictObject({ enabled: z.boolean() }).parse(await context.req.json())
    setAdaptivePricing(world, enabled)
    return context.json({ enabled })
  })
  app.post('/_local/settings', async (context) => {
    const change = Settings.parse(await context.req.json())
    if (change.afterRetries !== undefined) setAfterRetries(world, change.afterRetries)
    if (change.bankDebits !== undefined) setBankDebits(world, change.bankDebits)
    return context.json(settings())
  })
  app.post('/_local/checkout/:id/settle', async (context) => {
    const { succeeded } = Settle.parse(await context.req.json().catch(() => ({})))
    const session = world.store.need('checkout.session', context.req.param('id'))
    if (session.status !== 'complete' || session.payment_status !== 'unpaid')
      throw invalid('Nothing is under way here.')
    return context.json(world.store.transaction(() => settleSession(world, session, succeeded)))
  })
  app.post('/_local/invoices/:id/settle', async (context) => {
    const { succeeded } = Settle.parse(await context.req.json().catch(() => ({})))
    const invoice = world.store.need('invoice', context.req.param('id'))
    if (invoice.status !== 'open') throw invalid('Nothing is under way here.')
    return context.json(world.store.transaction(() => settleInvoice(world, invoice, succeeded)))
  })
  addDisputes(app, world)
  app.get('/_local/clock', (context) =>
    context.json({ nowSeconds: world.now(), skippedSeconds: world.clock.skippedSeconds() }),
  )
  app.post('/_local/clock/begin', async (context) => {
    const { agoSeconds } = Begin.parse(await context.req.json())
    if (world.store.db.prepare(`select 1 from objects where object = 'customer' limit 1`).get())
      throw invalid('Time can be set back only before the first customer is there.')
    world.clock.skipTo(world.now() - agoSeconds)
    return context.json({ nowSeconds: world.now(), skippedSeconds: world.clock.skippedSeconds() })
  })
  app.post('/_local/clock/advance', async (context) => {
    const { seconds } = Advance.parse(await context.req.json())
    return context.json(advance(world, seconds))
  })
  app.post('/_local/clock/skip', async (context) => {
    const { skippedSeconds } = Skip.parse(await context.req.json())
    const behind = skippedSeconds - world.clock.skippedSeconds()
    return context.json(behind > 0 ? advance(world, behind) : { nowSeconds: world.now(), happened: 0 })
  })
  app.post('/_local/webhook_endpoints/:id/roll', async (context) => {
    const { secret, oldValidForSeconds } = Roll.parse(await context.req.json().catch(() => ({})))
    const id = context.req.param('id') === 'start' ? START_ENDPOINT_ID : context.req.param('id')
    return context.json(
      rollSecret(world, world.store.need('webhook_endpoint', id), secret, oldValidForSeconds),
    )
  })
  return app
}

function addDisputes(app: Hono, world: World): void {
  app.post('/_local/disputes', async (context) => {
    const {
      charge,
      payment_intent,
      amount: amountCents,
      ...terms
    } = OpenDispute.parse(await context.req.json())
    const intent = payment_intent ? world.store.need('payment_intent', payment_intent) : undefined
    const disputed = world.store.need('charge', charge ?? idOf(intent?.latest_charge) ?? '')
    return context.json(
      world.store.transaction(() =>
        openDispute(world, disputed, { ...terms, ...(amountCents && { amountCents }) }),
      ),
    )
  })
  app.post('/_local/disputes/:id/close', async (context) => {
    const { outcome } = CloseDispute.parse(await context.req.json())
    const dispute = world.store.need('dispute', context.req.param('id'))
    return context.json(world.store.transaction(() => closeDispute(world, dispute, outcome === 'won')))
  })
  app.post('/_local/disputes/:id/escalate', (context) => {
    const dispute = world.store.need('dispute', context.req.param('id'))
    return context.json(world.store.transaction(() => escalateInquiry(world, dispute)))
  })
  app.post('/_local/disputes/:id/reverse', (context) => {
    const dispute = world.store.need('dispute', context.req.param('id'))
    return context.json(world.store.transaction(() => reverseDispute(world, dispute)))
  })
  app.post('/_local/refunds/:id/fail', async (context) => {
    const { outcome } = FailRefund.parse(await context.req.json().catch(() => ({})))
    const refund = world.store.need('refund', context.req.param('id'))
    return context.json(world.store.transaction(() => failRefund(world, refund, outcome)))
  })
  app.post('/_local/early_fraud_warnings', async (context) => {
    const { charge, fraud_type } = Warn.parse(await context.req.json())
    const reported = world.store.need('charge', charge)
    return context.json(world.store.transaction(() => warnOfFraud(world, reported, fraud_type)))
  })
}
