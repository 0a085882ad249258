import type { Queue } from 'pg-boss'

/** The data of each kind of job. Only ids: everything else is read when the job runs, so a job is never outdated. */
export type JobData = {
  'report-make': { workspaceId: number; id: string }
  'report-sweep': Record<string, never>
  'valuation-make': { workspaceId: number; id: string }
  'valuation-sweep': Record<string, never>
  'image-make': { workspaceId: number; id: string }
  'sales-import': { workspaceId: number; id: string }
  'sales-train': { workspaceId: number; id: string }
  'sales-sweep': Record<string, never>
  'image-sweep': Record<string, never>
  'photo-sweep': Record<string, never>
  'campaign-send': { workspaceId: number; id: string }
  'campaign-sweep': Record<string, never>
  'recurring-sweep': Record<string, never>
  'post-deliver': { workspaceId: number; id: string }
  'post-sweep': Record<string, never>
  'webhook-deliver': { workspaceId: number; id: string }
  'webhook-sweep': Record<string, never>
  'feed-import': { workspaceId: number; id: string }
  'feed-pull': { workspaceId: number; id: string }
  'feed-posts': { workspaceId: number }
  'feed-sweep': Record<string, never>
  'billing-catch-up': Record<string, never>
  'stripe-reconcile': Record<string, never>
  'hold-sweep': Record<string, never>
  'adjustment-sweep': Record<string, never>
  'plan-moves': Record<string, never>
  'notice-sweep': Record<string, never>
  'notification-mail': { workspaceId: number; id: string }
  'invitation-mail': { workspaceId: number; id: string }
  'session-prune': Record<string, never>
  'account-email-sweep': Record<string, never>
  'ledger-check': Record<string, never>
  'operator-alerts': Record<string, never>
  'limits-prune': Record<string, never>
  'import-prune': Record<string, never>
  retention: Record<string, never>
}

export type QueueName = keyof JobData

type QueueOptions = Omit<Queue, 'name'> & {
  /** Its schedule. Scheduled jobs also run at start unless stated otherwise, to pick up what a killed process left. */
  cron?: string
  notAtStart?: true
}

/** One per kind of paid work (lib/paid-work). */
const PAID_WORK: QueueOptions = {
  // One waiting or running job per key: a second request for the same work adds nothing.
  policy: 'exclusive',
  retryLimit: 2,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds: 5 * 60,
  // A killed process is noticed by its missing heartbeat, not after the full five minutes.
  heartbeatSeconds: 15,
  deleteAfterSeconds: 24 * 60 * 60,
}

/** A short sweep. If one fails, the next one runs a minute later. */
const EACH_MINUTE: QueueOptions = {
  policy: 'exclusive',
  retryLimit: 0,
  expireInSeconds: 60,
  deleteAfterSeconds: 60 * 60,
  cron: '* * * * *',
}

/** The queues as plain data; the work of each is in worker/handlers.ts. */
export const queues: Record<QueueName, QueueOptions> = {
  'report-make': PAID_WORK,
  'report-sweep': EACH_MINUTE,
  'valuation-make': PAID_WORK,
  'valuation-sweep': EACH_MINUTE,
  'image-make': PAID_WORK,
  'image-sweep': EACH_MINUTE,
  'sales-import': {
    policy: 'exclusive',
    retryLimit: 3,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 15 * 60,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'sales-train': {
    policy: 'exclusive',
    retryLimit: 2,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 15 * 60,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'sales-sweep': EACH_MINUTE,
  'photo-sweep': {
    policy: 'exclusive',
    // If it fails, it runs again the next night.
    retryLimit: 0,
    expireInSeconds: 10 * 60,
    deleteAfterSeconds: 7 * 24 * 60 * 60,
    cron: '50 3 * * *',
  },
  'campaign-send': {
    policy: 'exclusive',
    // For an unavailable mail server: after these retries, the sweep keeps trying for a day.
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    // Enough for the largest campaign at the slowest pace; a killed process is noticed by its missing heartbeat.
    expireInSeconds: 6 * 60 * 60,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'campaign-sweep': {
    policy: 'exclusive',
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'recurring-sweep': {
    policy: 'exclusive',
    // The next minute brings another one.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'post-deliver': {
    policy: 'exclusive',
    // For a webhook that is unavailable for a while: the last retry is some hours later.
    retryLimit: 6,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: 60,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'post-sweep': EACH_MINUTE,
  'webhook-deliver': {
    policy: 'exclusive',
    // The second attempt; later ones are queued by the sweep when they are due.
    retryLimit: 1,
    retryDelay: 5,
    expireInSeconds: 60,
    deleteAfterSeconds: 60 * 60,
  },
  'webhook-sweep': {
    policy: 'exclusive',
    // The next minute brings another one.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'feed-import': {
    policy: 'exclusive',
    retryLimit: 3,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 15 * 60,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'feed-pull': {
    policy: 'exclusive',
    // It runs again on its schedule.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
  },
  'feed-posts': {
    policy: 'exclusive',
    retryLimit: 3,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 60 * 60,
    heartbeatSeconds: 15,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'feed-sweep': {
    policy: 'exclusive',
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'billing-catch-up': {
    policy: 'exclusive',
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'stripe-reconcile': {
    policy: 'exclusive',
    // If it fails, it runs again the next hour.
    retryLimit: 0,
    expireInSeconds: 30 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
    cron: '7 * * * *',
  },
  'hold-sweep': EACH_MINUTE,
  'adjustment-sweep': EACH_MINUTE,
  'plan-moves': {
    policy: 'exclusive',
    // If it fails, it runs again a minute later.
    retryLimit: 0,
    expireInSeconds: 15 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'notice-sweep': {
    policy: 'exclusive',
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'notification-mail': {
    policy: 'exclusive',
    // For an unavailable mail server: the last retry is some hours later.
    retryLimit: 8,
    retryDelay: 30,
    retryBackoff: true,
    expireInSeconds: 60,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'invitation-mail': {
    policy: 'exclusive',
    // For an unavailable mail server: the last retry is some hours later.
    retryLimit: 8,
    retryDelay: 30,
    retryBackoff: true,
    expireInSeconds: 60,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'session-prune': {
    policy: 'exclusive',
    // If it fails, it runs again the next hour.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
    cron: '37 * * * *',
  },
  'account-email-sweep': {
    policy: 'exclusive',
    // If it fails, it runs again a minute later.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'ledger-check': {
    policy: 'exclusive',
    // If it fails, it runs again the next night, and its open row shows that it did not finish.
    retryLimit: 0,
    expireInSeconds: 6 * 60 * 60,
    deleteAfterSeconds: 7 * 24 * 60 * 60,
    cron: '20 3 * * *',
    // It reads every entry, so don't run it at every start.
    notAtStart: true,
  },
  'operator-alerts': {
    policy: 'exclusive',
    // The next minute brings another one.
    retryLimit: 0,
    expireInSeconds: 2 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'limits-prune': {
    policy: 'exclusive',
    // The next run removes what this one did not.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '*/10 * * * *',
  },
  'import-prune': {
    policy: 'exclusive',
    // If it fails, it runs again the next hour.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
    cron: '52 * * * *',
  },
  retention: {
    policy: 'exclusive',
    // The next run continues where this one stopped.
    retryLimit: 0,
    expireInSeconds: 30 * 60,
    deleteAfterSeconds: 7 * 24 * 60 * 60,
    cron: '35 * * * *',
    notAtStart: true,
  },
}
