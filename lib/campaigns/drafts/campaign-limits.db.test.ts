import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { campaignRecipients, campaigns } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { TRIAL_CAMPAIGN_EMAILS } from '@/lib/rate-limits/limits'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { applyDeliveryEvents } from '../delivery/delivery-events'
import { createMessageRef } from '../delivery/message-ref'
import { stopIfHarmful } from '../delivery/protection/stop-if-harmful'
import { getCampaign } from '../get-campaign'
import { sendCampaign } from '../sending/send-campaign'
import { readTrialAllowance } from '../sending/trial-allowance'
import {
  addPerson,
  agency,
  balance,
  confirmation,
  confirmed,
  draftTo,
  listOf,
  outbox,
  prepareCampaignPrices,
  tagOf,
} from '../testing'
import { confirmCampaign } from './confirm-campaign'
import { stopCampaign } from './stop-campaign'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

beforeAll(async () => {
  await prepareCampaignPrices()
  await system().execute(sql`insert into plans
      (family, key, name, mode, monthly_price_cents, annual_price_cents, allowance_credits, trial_days, position)
    values ('test-trial', 'test-trial', 'Trial', 'credits', 0, 0, 100, 14, 92) on conflict do nothing`)
})
afterAll(closeConnections)

async function trial(): Promise<WorkspaceContext> {
  const ctx = await agency('credits', 1_000)
  await system().execute(
    sql`update subscriptions set plan_key = 'test-trial' where workspace_id = ${ctx.workspaceId}`,
  )
  return ctx
}

async function draftOf(ctx: WorkspaceContext, people: number): Promise<string> {
  return draftTo(ctx, await listOf(ctx, people))
}

const confirmAll = async (ctx: WorkspaceContext, id: string, people: number, over = {}) =>
  confirmCampaign(ctx, await confirmation(ctx, id, people, over))

const nextMonth = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 16)

describe('R42: a trial emails only a few people outside its workspace', () => {
  test('more than the allowance is refused before anything is sent or charged, and says what to do', async () => {
    const ctx = await trial()
    const before = await balance(ctx)
    const id = await draftOf(ctx, TRIAL_CAMPAIGN_EMAILS + 1)
    await expect(confirmAll(ctx, id, TRIAL_CAMPAIGN_EMAILS + 1)).rejects.toMatchObject({
      code: 'trial.emails',
      publicMessage:
        'During your trial, you can email 20 people outside your workspace. You have 20 left, and this campaign goes to 21 people. Choose a smaller list or a plan.',
      details: { href: expect.stringContaining('#plans') },
    })
    expect(await getCampaign(ctx, id)).toMatchObject({ status: 'draft' })
    expect(await balance(ctx)).toMatchObject({ left: before.left, held: 0 })
    expect(await code(confirmAll(ctx, id, TRIAL_CAMPAIGN_EMAILS + 1, { sendAt: nextMonth() }))).toBe(
      'trial.emails',
    )
  })

  test('of 40 campaigns confirmed at the same time, exactly the allowance is sent', async () => {
    const ctx = await trial()
    const ids: string[] = []
    for (let n = 0; n < 40; n++) ids.push(await draftOf(ctx, 1))
    const outcomes = await Promise.all(ids.map((id) => code(confirmAll(ctx, id, 1))))
    expect(outcomes.filter((outcome) => outcome === 'no refusal')).toHaveLength(TRIAL_CAMPAIGN_EMAILS)
    expect(outcomes.filter((outcome) => outcome === 'trial.emails')).toHaveLength(40 - TRIAL_CAMPAIGN_EMAILS)
  })

  test('readTrialAllowance returns what is left; members don’t count, and unscheduling gives it back', async () => {
    const ctx = await trial()
    const listId = await listOf(ctx, 12)
    const [owner] = await system().execute<{ email: string }>(
      sql`select email from users where id = ${ctx.userId}`,
    )
    await addPerson(ctx, listId, owner?.email ?? '')
    const id = await draftTo(ctx, listId)
    expect(await readTrialAllowance(ctx, { id, listId })).toEqual({ limit: 20, left: 20, wanted: 12 })
    await confirmAll(ctx, id, 13, { sendAt: nextMonth() })
    const other = { id: randomUUID(), listId }
    expect(await readTrialAllowance(ctx, other)).toEqual({ limit: 20, left: 8, wanted: 12 })
    expect(await readTrialAllowance(ctx, { id, listId })).toMatchObject({ left: 20 })
    await stopCampaign(ctx, { id })
    expect(await readTrialAllowance(ctx, other)).toMatchObject({ left: 20 })
  })

  test('a paid plan has no such limit', async () => {
    const ctx = await agency('credits', 1_000)
    const id = await draftOf(ctx, TRIAL_CAMPAIGN_EMAILS + 1)
    expect(await readTrialAllowance(ctx, { id, listId: null })).toBeNull()
    expect(await code(confirmAll(ctx, id, TRIAL_CAMPAIGN_EMAILS + 1))).toBe('no refusal')
  })
})

const notices = (ctx: WorkspaceContext) =>
  system().execute<{ kind: string; reason: string }>(
    sql`select kind, data->>'reason' as reason from notifications
      where workspace_id = ${ctx.workspaceId} and kind = 'campaign-stopped'`,
  )

describe('R42: a campaign stops automatically before it hurts the sending domain', () => {
  test('immediate bounces stop it, the rest is not sent, and accepted emails are charged', async () => {
    const ctx = await agency('credits', 1_000)
    // Every tenth address has no mailbox.
    const job = await confirmed(ctx, 400)
    await system()
      .update(campaignRecipients)
      .set({ email: sql`replace(email, '@list.test', '@reject.test')` })
      .where(and(eq(campaignRecipients.campaignId, job.id), sql`position % 10 = 0`))
    await sendCampaign(job, { outbox })
    const view = await getCampaign(ctx, job.id)
    expect(view).toMatchObject({
      status: 'stopped',
      failure: expect.stringMatching(
        /^We stopped this campaign: \d+ of \d+ emails bounced \(\d+(\.\d)?%\)\. Remove old addresses from the list/,
      ),
    })
    const { accepted, waiting } = view.counts
    expect(waiting).toBeGreaterThan(200)
    expect(await inbox.mailsTo(tagOf(job.listId))).toHaveLength(accepted)
    expect(await balance(ctx)).toMatchObject({ left: 1_000 - Math.ceil(accepted / 10) * 3, held: 0 })
    expect(await notices(ctx)).toEqual([{ kind: 'campaign-stopped', reason: view.failure }])
  })

  test('complaints while it is being sent stop it once, even if they are reported several times', async () => {
    const ctx = await agency('credits', 1_000)
    const job = await confirmed(ctx, 100)
    await system()
      .update(campaignRecipients)
      .set({ status: 'accepted' })
      .where(and(eq(campaignRecipients.campaignId, job.id), sql`position <= 60`))
    await system().update(campaigns).set({ status: 'running' }).where(eq(campaigns.id, job.id))
    const complaint = (position: number) => ({
      type: 'complaint' as const,
      messageId: '',
      ref: createMessageRef({ workspaceId: ctx.workspaceId, campaignId: job.id, position }),
      permanent: true,
      reason: '',
    })
    await applyDeliveryEvents({ events: [complaint(1)] })
    expect(await getCampaign(ctx, job.id)).toMatchObject({ status: 'running' })
    const events = [complaint(1), complaint(2)]
    await Promise.all([applyDeliveryEvents({ events }), applyDeliveryEvents({ events })])
    await stopIfHarmful(ctx.workspaceId, job.id)
    expect(await getCampaign(ctx, job.id)).toMatchObject({
      status: 'stopped',
      failure: expect.stringContaining('2 of 60 recipients marked it as spam (3.3%)'),
    })
    expect(await notices(ctx)).toHaveLength(1)
    expect(await balance(ctx)).toMatchObject({ left: 1_000 - 18, held: 0 })
  })

  test('a campaign that was sent stays sent', async () => {
    const ctx = await agency('credits', 1_000)
    const job = await confirmed(ctx, 60)
    await sendCampaign(job, { outbox })
    await system()
      .update(campaignRecipients)
      .set({ status: 'bounced' })
      .where(eq(campaignRecipients.campaignId, job.id))
    await stopIfHarmful(ctx.workspaceId, job.id)
    expect(await getCampaign(ctx, job.id)).toMatchObject({ status: 'sent', failure: null })
    expect(await notices(ctx)).toEqual([])
  })
})
