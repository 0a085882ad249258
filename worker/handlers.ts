import { sweepAccountEmails } from '@/lib/auth/account-email/outbox'
import { pruneSessions } from '@/lib/auth/session/sessions'
import { retryPendingFulfillments } from '@/lib/billing/checkout/retry-fulfillments'
import { reconcile } from '@/lib/billing/stripe/reconcile/reconcile'
import { giveUpCampaign } from '@/lib/campaigns/sending/give-up-campaign'
import { sendCampaign } from '@/lib/campaigns/sending/send-campaign'
import { sweepCampaigns } from '@/lib/campaigns/sending/sweeps/sweep-campaigns'
import { pruneImports } from '@/lib/contacts/import/prune-imports'
import { checkLedger } from '@/lib/credits/verify/record'
import { fetchFeed, postponeFetch } from '@/lib/feeds/fetch/fetch-feed'
import { failImport } from '@/lib/feeds/ingest/fail-import'
import { importFile } from '@/lib/feeds/ingest/import-file'
import { failPost } from '@/lib/feeds/posts/fail-post'
import { makePosts } from '@/lib/feeds/posts/make-posts'
import { sweepFeeds } from '@/lib/feeds/sweep-feeds'
import { imageWork } from '@/lib/images/image-work'
import { makeImage } from '@/lib/images/make-image'
import { sweepPhotos } from '@/lib/images/photos/sweep-photos'
import { sweepHolds } from '@/lib/metering/holds/sweep-holds'
import { sendNotificationEmail } from '@/lib/notifications/email/send-notification-email'
import { sweepNotices } from '@/lib/notifications/watch/sweep-notices'
import { sendAlerts } from '@/lib/operators/alerts/send-alerts'
import { carryOutMoves } from '@/lib/operators/catalog/moves/carry-out-moves'
import { finishRefunds } from '@/lib/operators/refunds/request-refund'
import { finishAdjustments } from '@/lib/operators/workspaces/adjust-credits'
import { failSaleImport, runSaleImport } from '@/lib/own-sales/import/run-sale-import'
import { sweepSales } from '@/lib/own-sales/sweep-sales'
import { endWork } from '@/lib/paid-work/settle'
import { sweepWork } from '@/lib/paid-work/sweep'
import { holdOwners } from '@/lib/paid-work/tables'
import { deliverPost, failDelivery } from '@/lib/posts/targets/deliver-post'
import { sweepPosts } from '@/lib/posts/targets/send-post'
import { pruneLimits } from '@/lib/rate-limits/limiter'
import { sweepRecurring } from '@/lib/recurring/run-recurring'
import { makeReport } from '@/lib/reports/make-report'
import { reportWork } from '@/lib/reports/report-work'
import { runRetention } from '@/lib/retention/run-retention'
import { syncStripeClock } from '@/lib/time-machine/time-machine'
import { makeValuation } from '@/lib/valuations/make-valuation'
import { failTraining, trainSaleSet } from '@/lib/valuations/model/training/train-sale-set'
import { valuationWork } from '@/lib/valuations/valuation-work'
import { sweepWebhooks } from '@/lib/webhooks/collect/sweep-webhooks'
import { deliverWebhook, failWebhookDelivery } from '@/lib/webhooks/deliver/deliver-webhook'
import { sendInvitationEmail } from '@/lib/workspaces/invitations/send-invitation-email'
import type { JobData, QueueName } from '../lib/jobs/queues'

type Attempt = {
  signal: AbortSignal
  /** True if there are no retries left. */
  last: boolean
  /** Starts without an end, including this one. Above one, an earlier try crashed its process. */
  starts: number
  /** Call it when the work has made permanent progress, so that earlier crashes no longer count against it. */
  progress(): Promise<void>
}

export type Handlers = { [Name in QueueName]: (data: JobData[Name], attempt: Attempt) => Promise<unknown> }
export type GiveUpHandlers = { [Name in QueueName]?: (data: JobData[Name]) => Promise<unknown> }

/** The work of each job. To add one: its data and options in queues.ts, its work here. */
export const handlers: Handlers = {
  'report-make': (data, attempt) => makeReport(data, { attempt }),
  'report-sweep': () => sweepWork(reportWork),
  'valuation-make': (data, attempt) => makeValuation(data, attempt),
  'valuation-sweep': () => sweepWork(valuationWork),
  'image-make': (data, attempt) => makeImage(data, { attempt }),
  'image-sweep': () => sweepWork(imageWork),
  'sales-import': (data) => runSaleImport(data),
  'sales-train': (data) => trainSaleSet(data),
  'sales-sweep': () => sweepSales(),
  'photo-sweep': () => sweepPhotos(),
  'campaign-send': (data, { signal, progress }) => sendCampaign(data, { signal, progress }),
  'campaign-sweep': () => sweepCampaigns(),
  'recurring-sweep': () => sweepRecurring(),
  'post-deliver': (data, attempt) => deliverPost(data, attempt),
  'post-sweep': () => sweepPosts(),
  'webhook-deliver': (data, attempt) => deliverWebhook(data, attempt),
  'webhook-sweep': () => sweepWebhooks(),
  'feed-import': (data, { signal }) => importFile(data, { signal }),
  'feed-pull': (data) => fetchFeed(data),
  // One at a time after a crash, so that the post that crashed the process is known by its position.
  'feed-posts': (data, { signal, progress, starts }) =>
    makePosts(data, { signal, progress, oneByOne: starts > 1 }),
  'feed-sweep': () => sweepFeeds(),
  'billing-catch-up': () => syncStripeClock().then(retryPendingFulfillments),
  'stripe-reconcile': () => reconcile(),
  'hold-sweep': () => sweepHolds(holdOwners),
  'adjustment-sweep': async () => (await finishAdjustments()) + (await finishRefunds()),
  'plan-moves': () => carryOutMoves(),
  'notice-sweep': () => sweepNotices(),
  'notification-mail': ({ workspaceId, id }) => sendNotificationEmail(workspaceId, id),
  'invitation-mail': ({ workspaceId, id }) => sendInvitationEmail(workspaceId, id),
  'session-prune': () => pruneSessions(),
  'account-email-sweep': () => sweepAccountEmails(),
  'ledger-check': () => checkLedger(),
  'operator-alerts': () => sendAlerts(),
  'limits-prune': () => pruneLimits(),
  'import-prune': () => pruneImports(),
  retention: () => runRetention(),
}

const GIVEN_UP =
  'We tried three times, but our service stopped each time. You weren’t charged. If it happens again, contact support.'
const failed = { status: 'failed', failure: GIVEN_UP } as const

/**
 * What happens when a job has crashed its process three times: its subject is shown as failed and costs nothing.
 * Scheduled queues without an entry run again on their schedule.
 */
export const giveUpHandlers: GiveUpHandlers = {
  'report-make': ({ workspaceId, id }) => endWork(reportWork, workspaceId, id, failed),
  'valuation-make': ({ workspaceId, id }) => endWork(valuationWork, workspaceId, id, failed),
  'image-make': ({ workspaceId, id }) => endWork(imageWork, workspaceId, id, failed),
  'sales-import': (data) =>
    failSaleImport(data, 'Our service stopped three times while reading this file. Split it and try again.'),
  'sales-train': (data) => failTraining(data),
  'campaign-send': (data) => giveUpCampaign(data),
  'post-deliver': (data) => failDelivery(data, GIVEN_UP),
  'webhook-deliver': (data) =>
    failWebhookDelivery(data, 'Our service stopped three times while sending this.'),
  'feed-import': (data) => failImport(data),
  'feed-pull': (data) => postponeFetch(data),
  'feed-posts': (data) => failPost(data, GIVEN_UP),
  // The notification is still shown in the app, and an invitation can be sent again.
  'notification-mail': async () => {},
  'invitation-mail': async () => {},
}
