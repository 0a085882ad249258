import type { Queue } from 'pg-boss'

/** What each kind of job carries. Ids alone: the rest is read when the job runs, so a job is never out of date. */
export type JobData = {
  'report-make': { workspaceId: number; id: string }
  'report-sweep': Record<string, never>
  'valuation-make': { workspaceId: number; id: string }
  'valuation-sweep': Record<string, never>
  'image-make': { workspaceId: number; id: string }
  'image-sweep': Record<string, never>
  'photo-sweep': Record<string, never>
  'campaign-send': { workspaceId: number; id: string }
  'campaign-sweep': Record<string, never>
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
  'limits-prune': Record<string, never>
}

export type QueueName = keyof JobData

type QueueOptions = Omit<Queue, 'name'> & {
  /** When it runs by itself; unless said otherwise also at start, for what a killed process left behind. */
  cron?: string
  notAtStart?: true
}

/** Of each kind of lib/paid-work. */
const PAID_WORK: QueueOptions = {
  // One job a key, waiting or running: a second request for the same work adds nothing.
  policy: 'exclusive',
  retryLimit: 2,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds: 5 * 60,
  // A killed process is noticed by its silence, not after the whole five minutes.
  heartbeatSeconds: 15,
  deleteAfterSeconds: 24 * 60 * 60,
}

/** A short sweep. When one fails, the next minute brings another one. */
const EACH_MINUTE: QueueOptions = {
  policy: 'exclusive',
  retryLimit: 0,
  expireInSeconds: 60,
  deleteAfterSeconds: 60 * 60,
  cron: '* * * * *',
}

/** The queues as plain data; what each does is in worker.ts. */
export const queues: Record<QueueName, QueueOptions> = {
  'report-make': PAID_WORK,
  'report-sweep': EACH_MINUTE,
  'valuation-make': PAID_WORK,
  'valuation-sweep': EACH_MINUTE,
  'image-make': PAID_WORK,
  'image-sweep': EACH_MINUTE,
  'photo-sweep': {
    policy: 'exclusive',
    // The next night brings another one.
    retryLimit: 0,
    expireInSeconds: 10 * 60,
    deleteAfterSeconds: 7 * 24 * 60 * 60,
    cron: '50 3 * * *',
  },
  'campaign-send': {
    policy: 'exclusive',
    // A mail server that is away: after these the sweep goes on trying for a day.
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    // The largest campaign at the slowest pace; a killed process is noticed by its silence.
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
  'post-deliver': {
    policy: 'exclusive',
    // A target that is away for a while: the last try is after some hours.
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
    // Its next time comes by itself.
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
    // The next hour brings another one.
    retryLimit: 0,
    expireInSeconds: 30 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
    cron: '7 * * * *',
  },
  'hold-sweep': EACH_MINUTE,
  'adjustment-sweep': EACH_MINUTE,
  'plan-moves': {
    policy: 'exclusive',
    // The next minute brings another one.
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
    // A mail server that is away for a while: the last try is after some hours.
    retryLimit: 8,
    retryDelay: 30,
    retryBackoff: true,
    expireInSeconds: 60,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'invitation-mail': {
    policy: 'exclusive',
    // A mail server that is away for a while: the last try is after some hours.
    retryLimit: 8,
    retryDelay: 30,
    retryBackoff: true,
    expireInSeconds: 60,
    deleteAfterSeconds: 24 * 60 * 60,
  },
  'session-prune': {
    policy: 'exclusive',
    // The next hour brings another one.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 24 * 60 * 60,
    cron: '37 * * * *',
  },
  'account-email-sweep': {
    policy: 'exclusive',
    // The next minute brings another one.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '* * * * *',
  },
  'ledger-check': {
    policy: 'exclusive',
    // The next night brings another one, and a check that did not finish is seen by its open row.
    retryLimit: 0,
    expireInSeconds: 6 * 60 * 60,
    deleteAfterSeconds: 7 * 24 * 60 * 60,
    cron: '20 3 * * *',
    // It reads every entry there is: a start is no reason to.
    notAtStart: true,
  },
  'limits-prune': {
    policy: 'exclusive',
    // The next one removes what this one did not.
    retryLimit: 0,
    expireInSeconds: 5 * 60,
    deleteAfterSeconds: 60 * 60,
    cron: '*/10 * * * *',
  },
}
