import { setTimeout as sleep } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { campaignRecipients } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { setTestEnv } from '@/lib/billing/testing'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { findJobsOfKey } from '@/lib/jobs/queue'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { confirmCampaign } from '../../drafts/confirm-campaign'
import { stopCampaign } from '../../drafts/stop-campaign'
import { getCampaign, listRecipients } from '../../get-campaign'
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
} from '../../testing'
import { sendCampaign } from '../send-campaign'
import { sweepCampaigns } from '../sweeps/sweep-campaigns'
import { openPace } from './pace'
import { readSlowdown } from './read-slowdown'
import { openSlowdowns } from './slowdowns'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })

beforeAll(prepareCampaignPrices)
afterEach(async () => {
  inbox.setQuota(null)
  await system().execute(sql`delete from mail_slowdowns`)
})
afterAll(closeConnections)

/** Moves every wait into the past by moving it back, as if the time had passed. */
async function pass(hours: number): Promise<void> {
  const ago = `${hours} hours`
  await moveBack('campaign_recipients', ['try_after', 'deferred_at'], ago, sql`status = 'waiting'`)
  await moveBack('campaigns', ['progressed_at', 'created_at'], ago)
  await moveBack('mail_slowdowns', ['next_at'], ago)
}

/** A campaign to these addresses, confirmed. */
async function campaignTo(ctx: WorkspaceContext, people: number, addresses: string[]) {
  const listId = await listOf(ctx, people)
  for (const address of addresses) await addPerson(ctx, listId, address)
  const id = await draftTo(ctx, listId)
  await confirmCampaign(ctx, await confirmation(ctx, id, people + addresses.length))
  return { id, listId, workspaceId: ctx.workspaceId }
}

const acceptedOf = (listId: string) =>
  inbox.mailsTo(tagOf(listId)).then((emails) => emails.map(({ to }) => to[0]))

const waitsOf = async (domain: string) => {
  const [row] = await system().execute<{ waits: number; minutes: number | null }>(sql`select waits,
    round(extract(epoch from next_at - updated_at) / 60)::int as minutes from mail_slowdowns where domain = ${domain}`)
  return row
}

describe('R44: servers that ask us to wait', () => {
  test('a quota of 100 slows a campaign of 300 down, and everyone gets one email', {
    timeout: 120_000,
  }, async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 300)
    for (let run = 1; run <= 3; run++) {
      // The quota is for all emails the inbox has accepted so far in this test.
      inbox.setQuota(run * 100)
      await sendCampaign(job, { outbox })
      const { status, counts } = await getCampaign(ctx, job.id)
      expect(counts).toMatchObject({ accepted: run * 100, waiting: 300 - run * 100, rejected: 0 })
      expect(status).toBe(run < 3 ? 'running' : 'sent')
      if (run < 3) expect((await balance(ctx)).held).toBe(90)
      // Nobody is tried before the time the server asked for.
      if (run < 3) await sendCampaign(job, { outbox })
      await pass(1)
    }
    const to = await acceptedOf(job.listId)
    expect(new Set(to).size).toBe(300)
    expect(to).toHaveLength(300)
    expect(await balance(ctx)).toMatchObject({ left: 10, held: 0 })
  })

  test('greylisted recipients are tried again after a minute, and the others aren’t delayed', async () => {
    const ctx = await agency()
    const tag = `grey${ctx.workspaceId}`
    const addresses = Array.from({ length: 12 }, (_, i) => `p${i}.${tag}@greylist.test`)
    const job = await campaignTo(ctx, 8, addresses)
    await sendCampaign(job, { outbox })
    expect((await getCampaign(ctx, job.id)).counts).toMatchObject({ accepted: 8, waiting: 12 })
    expect(await waitsOf('greylist.test')).toBeUndefined()
    await pass(1)
    await sendCampaign(job, { outbox })
    expect(await getCampaign(ctx, job.id)).toMatchObject({
      status: 'sent',
      counts: { accepted: 20, rejected: 0 },
    })
    expect((await inbox.mailsTo(tag)).length).toBe(12)
    expect(await balance(ctx)).toMatchObject({ left: 94, held: 0 })
  })

  test('a domain that defers everyone is left alone longer and longer, while other domains get their emails', async () => {
    const ctx = await agency()
    const addresses = Array.from({ length: 14 }, (_, i) => `p${i}@defer.test`)
    const job = await campaignTo(ctx, 0, [...addresses, `last${ctx.workspaceId}@list.test`])
    const waits: unknown[] = []
    for (let run = 1; run <= 4; run++) {
      await sendCampaign(job, { outbox })
      waits.push((await waitsOf('defer.test'))?.minutes)
      await system().execute(sql`update mail_slowdowns set next_at = updated_at where domain = 'defer.test'`)
      await system().execute(
        sql`update campaign_recipients set try_after = null where campaign_id = ${job.id}`,
      )
    }
    expect(waits).toEqual([1, 2, 4, 8])
    const { counts, status } = await getCampaign(ctx, job.id)
    expect([status, counts.accepted, counts.waiting, counts.rejected]).toEqual(['running', 1, 14, 0])
  })

  test('a permanent rejection stays what it is', async () => {
    const ctx = await agency()
    const job = await confirmed(ctx, 12, 2)
    await sendCampaign(job, { outbox })
    expect(await getCampaign(ctx, job.id)).toMatchObject({
      status: 'sent',
      counts: { accepted: 10, rejected: 2, waiting: 0 },
    })
  })

  test('an email deferred for 48 hours is not delivered and not charged', async () => {
    const ctx = await agency()
    const job = await campaignTo(ctx, 3, ['slow@defer.test'])
    for (const hours of [1, 23, 23]) {
      await sendCampaign(job, { outbox })
      expect(await getCampaign(ctx, job.id)).toMatchObject({ status: 'running', counts: { waiting: 1 } })
      await pass(hours)
    }
    await sendCampaign(job, { outbox })
    await pass(2)
    await sendCampaign(job, { outbox })
    expect(await getCampaign(ctx, job.id)).toMatchObject({
      status: 'sent',
      counts: { accepted: 3, rejected: 1 },
    })
    const last = (await listRecipients(ctx, job.id, { after: 3, limit: 5 })).rows[0]
    expect(last?.answer).toMatch(/^Not delivered: for 48 hours.*Try again later/)
    expect(await balance(ctx)).toMatchObject({ left: 97, held: 0 })
  })

  test('the page says who asks us to wait, how many emails and until when', async () => {
    const ctx = await agency()
    const job = await campaignTo(
      ctx,
      0,
      [...Array(7).keys()].map((i) => `p${i}@defer.test`),
    )
    expect(await readSlowdown(ctx, job.id)).toBeNull()
    await sendCampaign(job, { outbox })
    const slowdown = await readSlowdown(ctx, job.id)
    expect(slowdown).toMatchObject({ domains: ['defer.test'], isOurServer: false, emails: 7 })
    assert(slowdown, 'it is slowed down')
    expect(Date.parse(slowdown.nextAt)).toBeGreaterThan(Date.now() - 5_000)
    inbox.setQuota(0)
    const other = await confirmed(ctx, 10)
    await sendCampaign(other, { outbox })
    expect(await readSlowdown(ctx, other.id)).toMatchObject({ isOurServer: true, emails: 10 })
  })

  test('the sweep continues a campaign when the wait is over, and not before', async () => {
    const ctx = await agency()
    inbox.setQuota(0)
    const job = await confirmed(ctx, 10)
    await sendCampaign(job, { outbox })
    await moveBack('campaigns', ['created_at'], '1 minute', sql`id = ${job.id}`)
    await system().execute(sql`delete from pgboss.job where singleton_key = ${job.id}`)
    await sweepCampaigns()
    expect((await findJobsOfKey('campaign-send', job.id)).live).toBe(false)
    await pass(1)
    await sweepCampaigns()
    expect((await findJobsOfKey('campaign-send', job.id)).live).toBe(true)
  })

  test('without an accepted email for 48 hours the rest is not sent; one that is only slow goes on', async () => {
    const ctx = await agency()
    inbox.setQuota(0)
    const job = await confirmed(ctx, 10)
    await sendCampaign(job, { outbox })
    const waiting = async () => (await getCampaign(ctx, job.id)).counts.waiting
    for (const hours of [30, 30]) {
      await system().execute(sql`delete from pgboss.job where singleton_key = ${job.id}`)
      expect(await waiting()).toBe(10)
      await pass(hours)
      await sweepCampaigns()
    }
    expect(await waiting()).toBe(0)
    await sendCampaign(job, { outbox })
    expect(await getCampaign(ctx, job.id)).toMatchObject({ status: 'sent', counts: { rejected: 10 } })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
  })

  test('a slowed campaign can be canceled: only accepted emails are charged', async () => {
    const ctx = await agency()
    const job = await campaignTo(ctx, 10, ['a@defer.test', 'b@defer.test'])
    await sendCampaign(job, { outbox })
    expect((await balance(ctx)).held).toBe(6)
    await stopCampaign(ctx, job)
    expect(await getCampaign(ctx, job.id)).toMatchObject({
      status: 'stopped',
      counts: { accepted: 10, waiting: 2 },
    })
    expect(await balance(ctx)).toMatchObject({ left: 97, held: 0 })
  })

  test('two workers at a quota email no one twice', async () => {
    const ctx = await agency()
    inbox.setQuota(null)
    const job = await confirmed(ctx, 80)
    inbox.setQuota(0)
    await Promise.all([sendCampaign(job, { outbox }), sendCampaign(job, { outbox })])
    inbox.setQuota(null)
    await pass(1)
    await Promise.all([sendCampaign(job, { outbox }), sendCampaign(job, { outbox })])
    await sendCampaign(job, { outbox })
    const to = await acceptedOf(job.listId)
    expect([to.length, new Set(to).size]).toEqual([80, 80])
    const rows = await system()
      .select()
      .from(campaignRecipients)
      .where(eq(campaignRecipients.campaignId, job.id))
    expect(rows.every(({ status }) => status === 'accepted')).toBe(true)
  })

  test('an accepted email ends the slowdown', async () => {
    const slowdowns = await openSlowdowns('mail.test:25')
    const throttled = {
      status: 'deferred',
      answer: '454 Throttling failure: Maximum sending rate exceeded.',
    } as const
    await slowdowns.noteDeferral('a@one.test', throttled)
    await slowdowns.noteDeferral('b@one.test', throttled)
    expect(await waitsOf('')).toMatchObject({ waits: 1, minutes: 1 })
    // It was on its way before the server asked to wait.
    await slowdowns.noteAcceptance('c@one.test')
    expect(await waitsOf('')).toMatchObject({ waits: 1 })
    await pass(1)
    await slowdowns.noteAcceptance('c@one.test')
    expect(await waitsOf('')).toBeUndefined()
  })
})

describe('R44: the pace is shared by all workers', () => {
  test('two runs at 40 per second take at least as long as one', async () => {
    const server = 'pace.test:25'
    const [one, two] = [openPace(server, 40), openPace(server, 40)]
    const started = performance.now()
    const take = async (pace: typeof one, count: number) => {
      for (let i = 0; i < count; i++) await pace.takeTurn()
    }
    await Promise.all([take(one, 24), take(two, 24)])
    // 48 turns at 40 per second; the last batch may end early.
    expect(performance.now() - started).toBeGreaterThan(900)
  })

  test('turns that a process misses while it stands still are not taken all at once', async () => {
    const pace = openPace('still-pace.test:25', 20)
    expect(await pace.takeTurn()).toBe(true)
    const turns = Promise.all(Array.from({ length: 10 }, () => pace.takeTurn()))
    await sleep(50)
    // Blocks the event loop until the turn of each is long past.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000)
    const awake = performance.now()
    expect(await turns).toEqual(Array(10).fill(true))
    // Ten new turns at 20 per second; a turn or two can be taken before the stop.
    expect(performance.now() - awake).toBeGreaterThan(300)
  })

  test('a worker that shuts down doesn’t wait for its turn', async () => {
    const pace = openPace('slow-pace.test:25', 0.01)
    expect(await pace.takeTurn()).toBe(true)
    const stop = new AbortController()
    const turn = pace.takeTurn(stop.signal)
    stop.abort()
    expect(await turn).toBe(false)
  })
})
