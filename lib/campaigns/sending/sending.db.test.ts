import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { campaignRecipients } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { sweepHolds } from '@/lib/metering/holds/sweep-holds'
import { holdOwners } from '@/lib/paid-work/tables'
import { inboxForTests } from '@/local/mail/testing'
import { findFreePort } from '@/local/ports'
import { closeConnections } from '@/local/test/connections'
import { stopCampaign } from '../drafts/stop-campaign'
import { getCampaign, getCampaignProgress, listRecipients } from '../get-campaign'
import { agency, balance, confirmed, outbox, prepareCampaignPrices, tagOf } from '../testing'
import { sendCampaign } from './send-campaign'
import { sweepCampaigns } from './sweeps/sweep-campaigns'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

describe('R13: failures while sending', () => {
  test('stopped before sending: free; stopped while sending: accepted emails are charged', async () => {
    const ctx = await agency()
    const early = await confirmed(ctx, 30)
    await stopCampaign(ctx, early)
    await stopCampaign(ctx, early)
    await sendCampaign(early, { outbox })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    const job = await confirmed(ctx, 60)
    const sending = sendCampaign(job, { outbox: { perSecond: 40 } })
    while ((await getCampaignProgress(ctx, job.id)).progressPercent < 20)
      await new Promise((done) => setTimeout(done, 20))
    await stopCampaign(ctx, job)
    await sending
    const { counts, status, paid } = await getCampaign(ctx, job.id)
    expect(status).toBe('stopped')
    expect(counts.accepted).toBeLessThan(60)
    expect(counts.accepted + counts.waiting).toBe(60)
    expect(paid?.credits).toBe(Math.ceil(counts.accepted / 10) * 3)
    expect(await balance(ctx)).toMatchObject({ left: 100 - (paid?.credits ?? 0), held: 0 })
  })

  test('an email that may have been sent when its process died is neither resent nor charged', async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 11)
    // The state after a process was killed with one email in flight.
    await system().execute(
      sql`update campaigns set status = 'running', run_id = ${randomUUID()} where id = ${job.id}`,
    )
    await system().execute(sql`update campaign_recipients set status = 'sending', run_id = ${randomUUID()}
      where campaign_id = ${job.id} and position = 4`)
    await sendCampaign(job, { outbox })
    expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 10, unsure: 1 })
    expect(await inbox.mailsTo(tagOf(job.listId))).toHaveLength(10)
    expect(await balance(ctx)).toMatchObject({ left: 97, held: 0 })
  })

  test('kill -9 while sending: resumed afterwards, no one is emailed twice, every credit accounted for', {
    timeout: 60_000,
  }, async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 120)
    const script = join(import.meta.dirname, 'testing-worker.ts')
    const worker = spawn(process.execPath, ['--import', 'tsx', script, String(ctx.workspaceId), job.id], {
      stdio: 'ignore',
    })
    const ended = new Promise((done) => worker.once('exit', done))
    while ((await inbox.mailsTo(tagOf(job.listId))).length < 20)
      await new Promise((done) => setTimeout(done, 50))
    worker.kill('SIGKILL')
    await ended
    expect((await getCampaign(ctx, job.id)).status).toBe('running')
    await sendCampaign(job, { outbox })
    const to = (await inbox.mailsTo(tagOf(job.listId))).map((message) => message.to[0])
    const { counts, status, paid } = await getCampaign(ctx, job.id)
    expect(status).toBe('sent')
    expect(new Set(to).size).toBe(to.length)
    expect(counts.accepted + counts.unsure).toBe(120)
    expect(counts.unsure).toBeLessThanOrEqual(6)
    expect(to.length).toBeGreaterThanOrEqual(counts.accepted)
    expect(paid?.credits).toBe(Math.ceil(counts.accepted / 10) * 3)
    expect(await balance(ctx)).toMatchObject({ left: 100 - (paid?.credits ?? 0), held: 0 })
  })

  test('two workers at the same time email no one twice', async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 80)
    await Promise.all([sendCampaign(job, { outbox }), sendCampaign(job, { outbox })])
    await sendCampaign(job, { outbox })
    const to = (await inbox.mailsTo(tagOf(job.listId))).map((message) => message.to[0])
    expect(new Set(to).size).toBe(80)
    expect(to).toHaveLength(80)
    expect(await balance(ctx)).toMatchObject({ left: 76, held: 0 })
  })

  test('email server unreachable: nothing is lost, and the sweep resumes when it is back', async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 12)
    const away = { ...outbox, smtpUrl: `smtp://127.0.0.1:${await findFreePort()}` }
    await expect(sendCampaign(job, { outbox: away })).rejects.toThrow()
    expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ waiting: 12 })
    await system().execute(
      sql`update credit_holds set lease_until = now() - interval '1 hour' where subject_id = ${job.id}`,
    )
    await sweepHolds(holdOwners)
    await sweepCampaigns()
    expect(await balance(ctx)).toMatchObject({ left: 94, held: 6 })
    await sendCampaign(job, { outbox })
    expect(await balance(ctx)).toMatchObject({ left: 94, held: 0 })
  })
})

test('listRecipients pages forward and back', async () => {
  const ctx = await agency()
  const { id } = await confirmed(ctx, 5)
  const positions = async (query: { after?: number; before?: number }) => {
    const { rows, previousBefore, nextAfter } = await listRecipients(ctx, id, { limit: 2, ...query })
    return { rows: rows.map(({ position }) => position), previousBefore, nextAfter }
  }
  const first = await positions({})
  expect(first).toEqual({ rows: [1, 2], previousBefore: null, nextAfter: 2 })
  const last = await positions({ after: 4 })
  expect(last).toEqual({ rows: [5], previousBefore: 5, nextAfter: null })
  expect(await positions({ before: 5 })).toEqual({ rows: [3, 4], previousBefore: 3, nextAfter: 4 })
  expect(await positions({ before: 3 })).toEqual(first)
})

test('1,500 people in several batches get one email each', { timeout: 180_000 }, async () => {
  const ctx = await agency('credits', 2_000)
  const job = await confirmed(ctx, 1_500, 40)
  await sendCampaign(job, { outbox })
  const rows = await system()
    .select()
    .from(campaignRecipients)
    .where(eq(campaignRecipients.campaignId, job.id))
  expect(rows.filter(({ status }) => status === 'accepted')).toHaveLength(1_460)
  const to = (await inbox.mailsTo(tagOf(job.listId))).map((message) => message.to[0])
  expect(to).toHaveLength(1_460)
  expect(new Set(to).size).toBe(1_460)
  expect(await balance(ctx)).toMatchObject({ left: 2_000 - 146 * 3, held: 0 })
})
