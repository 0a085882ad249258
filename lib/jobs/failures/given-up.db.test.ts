import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { campaignRecipients, feeds, jobStarts } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { setTestEnv } from '@/lib/billing/testing'
import { getCampaign } from '@/lib/campaigns/get-campaign'
import { confirmed, prepareCampaignPrices as prepareCampaigns } from '@/lib/campaigns/testing'
import { importFile } from '@/lib/feeds/ingest/import-file'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import { sweepFeeds } from '@/lib/feeds/sweep-feeds'
import { agency, balance, feedOf, homes, postCounts, prepareFeedPrices, runOf } from '@/lib/feeds/testing'
import { getImage } from '@/lib/images/get-image'
import { generateImage } from '@/lib/images/request-image'
import { imageInput, prepareCatalog as prepareImages } from '@/lib/images/testing'
import { requestWork } from '@/lib/paid-work/request'
import { getReport } from '@/lib/reports/get-report'
import { reportWork } from '@/lib/reports/report-work'
import { prepareCatalog as prepareReports, pricedRequest as reportRequest } from '@/lib/reports/testing'
import { getValuation } from '@/lib/valuations/get-valuation'
import {
  prepareCatalog as prepareValuations,
  pricedRequest as valuationRequest,
} from '@/lib/valuations/testing'
import { valuationWork } from '@/lib/valuations/valuation-work'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { recordStart } from '../job-starts'
import type { JobData, QueueName } from '../queues'
import { recordGracefulStop, runJob } from '../run-job'

setTestEnv({ FILES_DIR: scratchFolder('given-up') })
beforeAll(async () => {
  await prepareReports()
  await prepareValuations()
  for (const prepare of [prepareFeedPrices, prepareImages, prepareCampaigns]) await prepare()
})
beforeEach(() => system().delete(jobStarts))
afterAll(closeConnections)

type Ids = { workspaceId: number; id: string }
const jobWith = <Data extends object>(data: Data) => ({
  id: randomUUID(),
  data,
  signal: new AbortController().signal,
  retryCount: 0,
  retryLimit: 3,
})
const startsOf = (queue: QueueName) => system().select().from(jobStarts).where(eq(jobStarts.queue, queue))

/** Records three starts, as if the process had been killed each time. */
async function recordThreeCrashes(queue: QueueName, key: string): Promise<void> {
  for (let i = 0; i < 3; i += 1) await recordStart({ queue, key })
}

/** Runs the job in the next worker. The work itself must not start again: it would crash this process. */
async function expectGivenUp<Name extends QueueName>(queue: Name, data: JobData[Name]): Promise<void> {
  const never = () => {
    throw new Error(`${queue} was started a fourth time`)
  }
  await runJob(queue, jobWith(data), never)
  expect(await startsOf(queue)).toEqual([])
}

/** Resolves with the signal that ended the process, as reported by the operating system. */
function killedBy(queue: QueueName, data: Ids): Promise<NodeJS.Signals | null> {
  const script = join(import.meta.dirname, 'testing-killed-worker.ts')
  const args = ['--import', 'tsx', script, queue, JSON.stringify(data)]
  const worker = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve) => worker.once('exit', (_code, signal) => resolve(signal)))
}

describe('R41: a job that crashed its process three times fails', () => {
  test('feed import that kills three real worker processes: the run fails and is not queued again', {
    timeout: 180_000,
  }, async () => {
    const ctx = await agency()
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(2) })
    const data = { workspaceId, id: runId }
    for (let i = 1; i <= 3; i += 1) {
      expect(await killedBy('feed-import', data)).toBe('SIGKILL')
      expect(await startsOf('feed-import')).toMatchObject([{ key: runId, starts: i }])
      expect(await runOf(ctx, runId)).toMatchObject({ status: 'queued' })
    }
    await expectGivenUp('feed-import', data)
    expect(await runOf(ctx, runId)).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('three times'),
      finishedAt: expect.any(Date),
    })
    await importFile(data)
    expect(await postCounts(ctx), 'a failed run is not imported').toEqual({})
  })

  test('report, valuation and image: they fail, and their credits are released', async () => {
    const ctx = await agency('credits', 200)
    const { workspaceId } = ctx
    const before = await balance(ctx)
    const report = await requestWork(reportWork, ctx, await reportRequest(ctx))
    const valuation = await requestWork(valuationWork, ctx, await valuationRequest(ctx))
    const image = await generateImage(ctx, imageInput())
    expect(await balance(ctx)).toMatchObject({ held: 60 })
    const failed = { status: 'failed', failure: expect.stringContaining('three times') }
    await recordThreeCrashes('report-make', report.id)
    await expectGivenUp('report-make', { workspaceId, id: report.id })
    expect(await getReport(ctx, report.id)).toMatchObject(failed)
    await recordThreeCrashes('valuation-make', valuation.id)
    await expectGivenUp('valuation-make', { workspaceId, id: valuation.id })
    expect(await getValuation(ctx, valuation.id)).toMatchObject(failed)
    await recordThreeCrashes('image-make', image.id)
    await expectGivenUp('image-make', { workspaceId, id: image.id })
    expect((await getImage(ctx, image.id)).shown).toMatchObject(failed)
    expect(await balance(ctx)).toEqual(before)
  })

  test('campaign: free if nothing was sent, otherwise charged for accepted emails', async () => {
    const ctx = await agency('credits', 100)
    const job = await confirmed(ctx, 25)
    const data = { workspaceId: ctx.workspaceId, id: job.id }
    await recordThreeCrashes('campaign-send', job.id)
    await expectGivenUp('campaign-send', data)
    expect(await getCampaign(ctx, job.id)).toMatchObject({ status: 'refused' })
    expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
    const half = await confirmed(ctx, 25)
    await system()
      .update(campaignRecipients)
      .set({ status: 'accepted' })
      .where(and(eq(campaignRecipients.campaignId, half.id), sql`${campaignRecipients.position} <= 10`))
    await recordThreeCrashes('campaign-send', half.id)
    await expectGivenUp('campaign-send', { workspaceId: ctx.workspaceId, id: half.id })
    const ended = await getCampaign(ctx, half.id)
    expect(ended).toMatchObject({ status: 'stopped', failure: expect.stringContaining('three times') })
    expect(ended.counts).toMatchObject({ accepted: 10, rejected: 15, waiting: 0 })
    expect(await balance(ctx)).toMatchObject({ left: 97, held: 0 })
  })

  test('feed posts: the post being generated fails, the others continue', async () => {
    const ctx = await agency('credits', 100)
    const { workspaceId } = ctx
    const feedId = await feedOf(ctx)
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(3) })
    await importFile({ workspaceId, id: runId })
    expect(await postCounts(ctx)).toEqual({ next: 3 })
    await recordThreeCrashes('feed-posts', String(workspaceId))
    await expectGivenUp('feed-posts', { workspaceId })
    expect(await postCounts(ctx)).toEqual({ next: 2, failed: 1 })
    await runJob('feed-posts', jobWith({ workspaceId }))
    expect(await postCounts(ctx)).toEqual({ draft: 2, failed: 1 })
    expect(await balance(ctx)).toMatchObject({ left: 90, held: 0 })
  })

  test('feed fetch: paused for a day, and the feed says why', async () => {
    const ctx = await agency()
    const feedId = await feedOf(ctx, { pullUrl: 'https://crm.example.com/feed.xml' })
    await recordThreeCrashes('feed-pull', feedId)
    await expectGivenUp('feed-pull', { workspaceId: ctx.workspaceId, id: feedId })
    const [feed] = await system().select().from(feeds).where(eq(feeds.id, feedId))
    expect(feed?.pullFailure).toContain('three times')
    expect(feed?.nextPullAt?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000)
  })

  test('sweep: skipped for an hour, then tried once more', async () => {
    await recordThreeCrashes('hold-sweep', '')
    let runs = 0
    const count = async () => {
      runs += 1
    }
    await runJob('hold-sweep', jobWith({}), count)
    expect(runs).toBe(0)
    await system().execute(sql`update job_starts set started_at = started_at - interval '61 minutes'`)
    await runJob('hold-sweep', jobWith({}), count)
    expect(runs).toBe(1)
    expect(await startsOf('hold-sweep')).toEqual([])
  })
})

describe('starts that do not count as crashes', () => {
  const data = { workspaceId: 1, id: randomUUID() }

  test('work that succeeds or fails', async () => {
    await runJob('post-deliver', jobWith(data), async () => {})
    const broken = runJob('post-deliver', jobWith(data), () =>
      Promise.reject(new Error('target is unavailable')),
    )
    await expect(broken).rejects.toThrow('target is unavailable')
    expect(await startsOf('post-deliver')).toEqual([])
  })

  test('a graceful stop, for example for a deployment', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    const running = runJob('post-deliver', jobWith(data), () => {
      started.resolve()
      return promise
    })
    await started.promise
    expect(await startsOf('post-deliver')).toMatchObject([{ starts: 1 }])
    await recordGracefulStop()
    expect(await startsOf('post-deliver')).toEqual([])
    resolve()
    await running
  })

  test('progress resets earlier crashes', async () => {
    await recordThreeCrashes('campaign-send', data.id)
    await system().execute(sql`update job_starts set starts = 2`)
    let starts = 0
    await runJob('campaign-send', jobWith(data), async (_, attempt) => {
      starts = attempt.starts
      await attempt.progress()
      expect(await startsOf('campaign-send')).toMatchObject([{ starts: 1 }])
    })
    expect(starts).toBe(3)
  })

  test('a scheduled job without data runs and leaves no start record', async () => {
    let runs = 0
    const scheduled = { ...jobWith({}), data: null as never }
    await runJob('hold-sweep', scheduled, async () => {
      runs += 1
    })
    expect([runs, await startsOf('hold-sweep')]).toEqual([1, []])
  })

  test('jobs that crashed before run one at a time, so that one does not count against the others', async () => {
    const ids = [randomUUID(), randomUUID(), randomUUID()]
    for (const key of ids) await recordStart({ queue: 'post-deliver', key })
    let [now, most] = [0, 0]
    const work = async () => {
      now += 1
      most = Math.max(most, now)
      await system().execute(sql`select 1`)
      now -= 1
    }
    await Promise.all(ids.map((id) => runJob('post-deliver', jobWith({ workspaceId: 1, id }), work)))
    expect(most).toBe(1)
  })
})

test('a feed import that keeps failing for a day is shown as failed instead of being retried forever', async () => {
  const ctx = await agency()
  const { workspaceId } = ctx
  const feedId = await feedOf(ctx)
  const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(1) })
  await moveBack('feed_runs', ['created_at'], '25 hours', sql`id = ${runId}`)
  await sweepFeeds()
  expect(await runOf(ctx, runId)).toMatchObject({
    status: 'failed',
    failure: expect.stringContaining('24 hours'),
  })
})
