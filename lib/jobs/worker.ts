import type { JobWithMetadata } from 'pg-boss'
import { sweepAccountEmails } from '@/lib/auth/account-email/outbox'
import { catchUp } from '@/lib/billing/catch-up'
import { reconcile } from '@/lib/billing/reconcile/reconcile'
import { sendCampaign } from '@/lib/campaigns/send-campaign'
import { sweepCampaigns } from '@/lib/campaigns/sweep-campaigns'
import { log } from '@/lib/core/log'
import { safeError } from '@/lib/core/safe-error'
import { checkLedger } from '@/lib/credits/verify/record'
import { importFile } from '@/lib/feeds/arriving/import-file'
import { pullFeed } from '@/lib/feeds/arriving/pull-feed'
import { makePosts } from '@/lib/feeds/posting/make-posts'
import { sweepFeeds } from '@/lib/feeds/sweep-feeds'
import { makeImage } from '@/lib/images/make-image'
import { sweepImages } from '@/lib/images/sweep-images'
import { sweepPhotos } from '@/lib/images/sweep-photos'
import { sweepHolds } from '@/lib/metering/sweep-holds'
import { sendNotificationMail } from '@/lib/notifications/send-notification-mail'
import { sweepNotices } from '@/lib/notifications/sweep-notices'
import { watchChanges } from '@/lib/notifications/watch-changes'
import { finishAdjustments } from '@/lib/operators/adjust-credits'
import { carryOutMoves } from '@/lib/operators/carry-out-moves'
import { deliverPost } from '@/lib/posts/deliver-post'
import { sweepPosts } from '@/lib/posts/send-post'
import { makeReport } from '@/lib/reports/make-report'
import { sweepReports } from '@/lib/reports/sweep-reports'
import { followTime } from '@/lib/time-machine/follow-time'
import { makeValuation } from '@/lib/valuations/make-valuation'
import { sweepValuations } from '@/lib/valuations/sweep-valuations'
import { sendInvitationMail } from '@/lib/workspaces/send-invitation-mail'
import { jobQueue, stopJobQueue } from './queue'
import { type JobData, type QueueName, queues } from './queues'

type Attempt = {
  signal: AbortSignal
  /** When this one fails there is no other. */
  last: boolean
}

type Handlers = { [Name in QueueName]: (data: JobData[Name], attempt: Attempt) => Promise<unknown> }

/** What each job does. To add one: its data and options in queues.ts, its work here. */
const handlers: Handlers = {
  'report-make': (data, attempt) => makeReport(data, { attempt }),
  'report-sweep': () => sweepReports(),
  'valuation-make': (data, attempt) => makeValuation(data, attempt),
  'valuation-sweep': () => sweepValuations(),
  'image-make': (data, attempt) => makeImage(data, { attempt }),
  'image-sweep': () => sweepImages(),
  'photo-sweep': () => sweepPhotos(),
  'campaign-send': (data, { signal }) => sendCampaign(data, { signal }),
  'campaign-sweep': () => sweepCampaigns(),
  'post-deliver': (data, attempt) => deliverPost(data, attempt),
  'post-sweep': () => sweepPosts(),
  'feed-import': (data, { signal }) => importFile(data, { signal }),
  'feed-pull': (data) => pullFeed(data),
  'feed-posts': (data, { signal }) => makePosts(data, { signal }),
  'feed-sweep': () => sweepFeeds(),
  'billing-catch-up': () => followTime().then(catchUp),
  'stripe-reconcile': () => reconcile(),
  'hold-sweep': () => sweepHolds(),
  'adjustment-sweep': () => finishAdjustments(),
  'plan-moves': () => carryOutMoves(),
  'notice-sweep': () => sweepNotices(),
  'notification-mail': ({ workspaceId, id }) => sendNotificationMail(workspaceId, id),
  'invitation-mail': ({ workspaceId, id }) => sendInvitationMail(workspaceId, id),
  'account-email-sweep': () => sweepAccountEmails(),
  'ledger-check': () => checkLedger(),
}

/** How many jobs of a kind one process works on at a time, and how often it looks; the rest are one, every 5 s. */
const CONCURRENCY: Partial<Record<QueueName, number>> = {
  'report-make': 2,
  'valuation-make': 2,
  'campaign-send': 2,
}
const POLL_SECONDS: Partial<Record<QueueName, number>> = {
  'report-make': 1,
  'valuation-make': 1,
  'image-make': 1,
  'campaign-send': 1,
  'post-deliver': 1,
  'feed-import': 1,
  'feed-posts': 1,
}

const held = globalThis as typeof globalThis & { marketTrakWorker?: Promise<{ stop(): Promise<void> }> }

/** Starts taking jobs, once per process. Any number of processes may work at the same time. */
export function startWorker(): Promise<{ stop(): Promise<void> }> {
  held.marketTrakWorker ??= start().catch((error) => {
    held.marketTrakWorker = undefined
    throw error
  })
  return held.marketTrakWorker
}

async function start(): Promise<{ stop(): Promise<void> }> {
  watchChanges()
  const boss = await jobQueue()
  for (const name of Object.keys(queues) as QueueName[]) {
    const { cron, notAtStart } = queues[name]
    const localConcurrency = CONCURRENCY[name] ?? 1
    const options = {
      localConcurrency,
      pollingIntervalSeconds: POLL_SECONDS[name] ?? 5,
      includeMetadata: true,
    } as const
    await boss.work(name, options, async ([job]: JobWithMetadata<JobData[typeof name]>[]) => {
      if (job) await run(name, job)
    })
    if (cron) await boss.schedule(name, cron)
    // What a killed process left behind is found at start, not a minute later.
    if (cron && !notAtStart) await boss.send(name, {})
  }
  log.info({ queues: Object.keys(queues) }, 'worker started')
  return {
    async stop() {
      held.marketTrakWorker = undefined
      await stopJobQueue()
      log.info('worker stopped')
    },
  }
}

async function run<Name extends QueueName>(name: Name, job: JobWithMetadata<JobData[Name]>): Promise<void> {
  try {
    await handlers[name](job.data, { signal: job.signal, last: job.retryCount >= job.retryLimit })
  } catch (error) {
    log.error({ err: error, queue: name, job: job.id, retry: job.retryCount }, 'job failed')
    // The queue keeps what is thrown, and operators see it.
    throw withoutValues(error)
  }
}

function withoutValues(error: unknown): Error {
  const safe = safeError(error)
  return Object.assign(new Error(safe.message), safe)
}
