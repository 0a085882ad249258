import { randomUUID } from 'node:crypto'
import { control, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { desc, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { operatorEvents, purchases, subscriptions, users, webhookEvents } from '@/db/schema'
import { recordStripeOwner } from '@/lib/billing/stripe/stripe-owner'
import { receiveWebhook } from '@/lib/billing/stripe/webhooks/inbox'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { grant } from '@/lib/credits/testing'
import { readFailedJobs } from '@/lib/jobs/failures/failed-jobs'
import { jobQueue, stopJobQueue } from '@/lib/jobs/queue'
import { type Operator, operatorOf } from '../operator'
import { startCheck } from './findings'
import { replayWebhookEvent, retryFailedJob } from './repeat-failed'
import { viewWebhookEvent, webhookEvent } from './webhook-event'

let local: TestStripe
let ann: Operator

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({
    OPERATOR_EMAILS: 'ann@trak.test',
    STRIPE_API_BASE: local.url,
    STRIPE_WEBHOOK_SECRET: local.secret,
  })
  const [user] = await system().insert(users).values({ email: 'ann@trak.test' }).returning()
  const operator = operatorOf(user ?? null)
  if (!operator) throw new Error('ann is an operator')
  ann = operator
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), stopJobQueue(), disconnect()])
  await local.close()
})

const newestEvents = (count: number) =>
  system().select().from(operatorEvents).orderBy(desc(operatorEvents.at)).limit(count)
const countEvents = () => system().$count(operatorEvents)

/** Receives a Stripe event about an object, signed like a real one. */
async function received(type: string, object: object): Promise<string> {
  const event = { id: `evt_${randomUUID().replaceAll('-', '')}`, object: 'event', type, data: { object } }
  const payload = JSON.stringify(event)
  await receiveWebhook(
    payload,
    local.stripe.webhooks.generateTestHeaderString({ payload, secret: local.secret }),
  )
  return event.id
}

describe('R30, R36: a Stripe event', () => {
  it('R36: viewWebhookEvent records the operator and the event in the audit log', async () => {
    const id = await received('checkout.session.completed', {
      id: 'cs_none',
      customer_email: 'b@agency.test',
    })
    const before = await countEvents()
    await viewWebhookEvent(ann, id)
    await viewWebhookEvent(ann, id)
    expect(await countEvents()).toBe(before + 1)
    expect(await newestEvents(1)).toMatchObject([
      { verb: 'webhook.viewed', operatorEmail: ann.email, after: { event: id } },
    ])
  })

  it('is shown as received, with each attempt and its error', async () => {
    await control(local.url, 'faults', { apiErrorShare: 1, apiErrorWhen: 'before' })
    const id = await received('checkout.session.completed', {
      id: 'cs_none',
      customer_email: 'b@agency.test',
    })
    const shown = await webhookEvent(id)
    expect(shown).toMatchObject({ status: 'failed', attempts: 1, purchase: null, subscription: null })
    expect(JSON.parse(shown.payload)).toMatchObject({ id, data: { object: { id: 'cs_none' } } })
    expect(shown.payload.split('\n').length).toBeGreaterThan(5)
    await replayWebhookEvent(ann, id)
    await fetch(`${local.url}/_local/faults`, { method: 'DELETE' })
    await replayWebhookEvent(ann, id)
    const again = await webhookEvent(id)
    expect(again.attemptLog.map(({ status }) => status)).toEqual(['ignored', 'failed', 'failed'])
    expect(again.attemptLog[1]?.error).toMatch(/connection to Stripe/)
    expect(again).toMatchObject({ status: 'ignored', ignoredReason: 'unknown-object', lastError: null })
    await expect(webhookEvent('evt_none')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('shows the current state of its purchase and plan', async () => {
    const ctx = await makeSubscriber('growth', 2_000, { stripeCustomerId: `cus_${randomUUID()}` })
    const { workspaceId } = ctx
    const id = randomUUID()
    const paid = { credits: 100, priceCents: 1_500, status: 'fulfilled' as const, boughtBy: ctx.userId }
    await recordStripeOwner(workspaceId, [`cs_${id}`])
    await system()
      .insert(purchases)
      .values({
        workspaceId,
        id,
        packKey: 'small',
        stripeSessionId: `cs_${id}`,
        stripePaymentIntentId: `pi_${id}`,
        ...paid,
      })
    await post(workspaceId, grant(100, { subjectId: id }))
    const [row] = await system().select().from(subscriptions).where(sql`workspace_id = ${workspaceId}`)
    const event = await received('payment_intent.succeeded', {
      id: `pi_${id}`,
      customer: row?.stripeCustomerId,
      payment_intent: `pi_${id}`,
    })
    expect(await webhookEvent(event)).toMatchObject({
      status: 'ignored',
      purchase: { workspaceId, credits: 100, status: 'fulfilled', entrySeq: 2, takenBackCredits: 0 },
      subscription: { workspaceId, plan: 'Growth', status: 'active' },
    })
  })

  it('R36: a replay request is recorded before the replay starts, so an interrupted one leaves a trace', async () => {
    const id = await received('price.created', { id: 'price_1' })
    const before = await countEvents()
    expect(await replayWebhookEvent(ann, id)).toMatchObject({ status: 'ignored' })
    const [done, asked] = await newestEvents(2)
    expect(await countEvents()).toBe(before + 2)
    expect(asked).toMatchObject({ verb: 'webhook.replay-asked', after: { event: id, status: 'ignored' } })
    expect(done).toMatchObject({ verb: 'webhook.replayed', before: { status: 'ignored' } })
    // An unreadable payload interrupts the replay; the request is recorded all the same.
    await system().execute(sql`update webhook_events set payload = 'null'::jsonb where id = ${id}`)
    await expect(replayWebhookEvent(ann, id)).rejects.toThrow()
    expect((await newestEvents(1))[0]).toMatchObject({ verb: 'webhook.replay-asked' })
    await expect(replayWebhookEvent(ann, 'evt_none')).rejects.toMatchObject({ code: 'not-found' })
    expect(await countEvents()).toBe(before + 3)
    await system().delete(webhookEvents).where(sql`id = ${id}`)
  })
})

describe('R36: jobs', () => {
  /** A failed job as an older version stored it: with the values of its query. */
  async function givenUp(): Promise<string> {
    const boss = await jobQueue()
    const id = await boss.send('photo-sweep', {})
    if (!id) throw new Error('the job is queued')
    await system().execute(
      sql`update pgboss.job set state = 'failed', completed_on = now(), output = ${JSON.stringify({
        name: 'Error',
        message: 'Failed query: update "users" set "name" = $1\nparams: Ann Lee,ann@agency.test',
        query: 'update "users" set "name" = $1',
        params: ['Ann Lee', 'ann@agency.test'],
        cause: {
          name: 'PostgresError',
          code: '23505',
          constraint_name: 'users_email',
          message: 'duplicate key',
        },
      })}::jsonb where id = ${id}`,
    )
    return id
  }

  it('that failed show a readable cause without personal data', async () => {
    const id = await givenUp()
    const job = (await readFailedJobs({ limit: 100 })).rows.find((one) => one.id === id)
    expect(job).toMatchObject({
      queue: 'photo-sweep',
      cause: expect.stringMatching(/violates a constraint: users_email\.$/),
    })
    expect(job?.details).toContain('Failed query: update "users"')
    expect(JSON.stringify(job)).not.toMatch(/Ann|ann@/)
  })

  it('are queued again once, and the retry is recorded in the same transaction', async () => {
    const id = await givenUp()
    const before = await countEvents()
    await retryFailedJob(ann, 'photo-sweep', id)
    const [job] = await (await jobQueue()).findJobs('photo-sweep', { id })
    expect(job?.state).toBe('retry')
    expect((await newestEvents(1))[0]).toMatchObject({ verb: 'job.retried', after: { job: id } })
    // A second click: the job no longer counts as failed, and nothing is recorded.
    await expect(retryFailedJob(ann, 'photo-sweep', id)).rejects.toMatchObject({ code: 'not-found' })
    expect(await countEvents()).toBe(before + 1)
  })

  it('a check is queued and recorded together', async () => {
    const before = await countEvents()
    await startCheck(ann, 'ledger')
    const waiting = await (await jobQueue()).findJobs('ledger-check', {})
    expect(waiting.filter(({ state }) => state === 'created')).toHaveLength(1)
    expect((await newestEvents(1))[0]).toMatchObject({ verb: 'ledger-check.started' })
    expect(await countEvents()).toBe(before + 1)
  })
})
