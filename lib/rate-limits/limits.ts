/**
 * Every limit on how often, how much and how many at the same time (R42), as plain data. What a workspace's plan
 * includes is in the catalog (lib/plan-limits). These limits are the same for everyone and protect the service, the
 * reputation of our senders and what we pay providers.
 *
 * `limiter.ts` counts uses per time window, `slots.ts` counts what runs at the same time. To add a limit, add a line
 * here and use its name in one of them.
 */

export const WINDOW_SECONDS = {
  minute: 60,
  '10 minutes': 600,
  '30 minutes': 1_800,
  hour: 3_600,
  day: 86_400,
} as const

/** Whose uses are counted together. `everyone` is the whole installation. */
export type CountedBy = 'person' | 'workspace' | 'client' | 'address' | 'key' | 'feed' | 'everyone'

export type WindowLimit = {
  most: number
  per: keyof typeof WINDOW_SECONDS
  by: CountedBy
  /** What is counted, in the plural, as shown to people. */
  what: string
}

export const windowLimits = {
  // Signing in. The caller joins `client+address` pairs, which count as an address. Windows per address are no longer
  // than a link is valid (lib/auth/sign-in-limits/sign-in-limits.ts explains why).
  'sign-in-email.address': { most: 10, per: '30 minutes', by: 'address', what: 'sign-in emails' },
  'sign-in-email.client-address': { most: 5, per: '30 minutes', by: 'client', what: 'sign-in emails' },
  'sign-in-email.known-browser': { most: 5, per: '30 minutes', by: 'client', what: 'sign-in emails' },
  'sign-in-email.client': { most: 20, per: 'hour', by: 'client', what: 'sign-in emails' },
  // Only counts addresses without an account, so that reaching it stops sign-ups but not sign-ins.
  'sign-in-email.everyone': { most: 3_000, per: 'hour', by: 'everyone', what: 'sign-in emails' },
  'email-change.person': { most: 5, per: 'day', by: 'person', what: 'email address changes' },
  'email-change.address': { most: 5, per: 'day', by: 'address', what: 'email address changes' },

  // Everything a signed-in person does: each action, and each request for data or a file.
  'action.person': { most: 120, per: 'minute', by: 'person', what: 'changes' },
  'action.workspace': { most: 600, per: 'minute', by: 'workspace', what: 'changes' },
  'read.person': { most: 600, per: 'minute', by: 'person', what: 'requests' },
  'read.workspace': { most: 3_000, per: 'minute', by: 'workspace', what: 'requests' },

  // What sends something to someone else.
  'invitation.person': { most: 30, per: 'hour', by: 'person', what: 'invitations' },
  'invitation.workspace': { most: 50, per: 'day', by: 'workspace', what: 'invitations' },
  'test-email.person': { most: 20, per: 'hour', by: 'person', what: 'test emails' },
  'test-email.workspace': { most: 100, per: 'day', by: 'workspace', what: 'test emails' },
  'webhook-send.person': { most: 30, per: 'hour', by: 'person', what: 'webhook events sent by hand' },
  'webhook-send.workspace': { most: 60, per: 'hour', by: 'workspace', what: 'webhook events sent by hand' },
  'request-to-admin.person': { most: 10, per: 'hour', by: 'person', what: 'requests to your admins' },
  'problem-report.person': { most: 10, per: 'hour', by: 'person', what: 'reported problems' },
  'problem-report.workspace': { most: 30, per: 'day', by: 'workspace', what: 'reported problems' },
  'workspace.person': { most: 10, per: 'day', by: 'person', what: 'new workspaces' },

  // What calls Stripe.
  'stripe-preview.person': { most: 60, per: 'hour', by: 'person', what: 'plan previews' },
  'stripe-preview.workspace': { most: 120, per: 'hour', by: 'workspace', what: 'plan previews' },
  // Created with the billing page of a workspace that will run out of credits. Above it, the page shows the plans
  // without this offer.
  'upgrade-offer.workspace': { most: 120, per: 'hour', by: 'workspace', what: 'upgrade offers' },
  'checkout.person': { most: 20, per: 'hour', by: 'person', what: 'checkout sessions' },
  'checkout.workspace': { most: 40, per: 'hour', by: 'workspace', what: 'checkout sessions' },
  'checkout-return.person': { most: 60, per: '10 minutes', by: 'person', what: 'checkout confirmations' },
  'receipt.person': { most: 60, per: 'hour', by: 'person', what: 'receipts' },
  'portal.person': { most: 30, per: 'hour', by: 'person', what: 'billing portal sessions' },
  'billing-details.workspace': {
    most: 30,
    per: 'hour',
    by: 'workspace',
    what: 'billing detail changes',
  },
  'plan-change.workspace': { most: 20, per: 'hour', by: 'workspace', what: 'plan changes' },

  // What costs work or memory.
  'upload.person': { most: 60, per: '10 minutes', by: 'person', what: 'uploads' },
  'upload.workspace': { most: 500, per: 'hour', by: 'workspace', what: 'uploads' },
  // Each preview of a layout is a small drawing, and four belong together.
  'image-preview.person': { most: 120, per: '10 minutes', by: 'person', what: 'image previews' },
  'image-preview.workspace': { most: 1_000, per: 'hour', by: 'workspace', what: 'image previews' },
  'estimate.person': { most: 30, per: '10 minutes', by: 'person', what: 'cost estimates' },
  'export.person': { most: 30, per: '10 minutes', by: 'person', what: 'exports' },
  'export.workspace': { most: 100, per: 'hour', by: 'workspace', what: 'exports' },
  'account-export.person': { most: 5, per: 'day', by: 'person', what: 'downloads of your data' },
  'workspace-export.person': { most: 10, per: 'day', by: 'person', what: 'exports of all data' },
  'workspace-export.workspace': { most: 10, per: 'day', by: 'workspace', what: 'exports of all data' },
  'pdf.person': { most: 60, per: '10 minutes', by: 'person', what: 'PDF downloads' },
  'pdf.workspace': { most: 200, per: 'hour', by: 'workspace', what: 'PDF downloads' },
  'shared-link.client': { most: 60, per: 'minute', by: 'client', what: 'visits to shared links' },
  'original-photo.client': { most: 120, per: 'minute', by: 'client', what: 'visits to original photos' },
  'shared-picture.client': { most: 60, per: 'minute', by: 'client', what: 'pictures of shared reports' },
  // Mail services request the pictures of many recipients from few addresses.
  'email-picture.client': { most: 3_000, per: 'minute', by: 'client', what: 'pictures of emails' },
  'shared-pdf.client': { most: 20, per: '10 minutes', by: 'client', what: 'PDF downloads' },

  // API clients and feeds.
  'api.key': { most: 300, per: 'minute', by: 'key', what: 'requests' },
  'api.workspace': { most: 1_200, per: 'minute', by: 'workspace', what: 'API requests' },
  'feed-file.feed': { most: 60, per: 'minute', by: 'feed', what: 'files' },

  // Starting and canceling paid work costs us money and the customer nothing, so free cancellations are limited.
  'free-cancel.workspace': {
    most: 5,
    per: 'day',
    by: 'workspace',
    what: 'cancellations of jobs in progress',
  },
} as const satisfies Record<string, WindowLimit>

export type UseName = keyof typeof windowLimits

const held = globalThis as typeof globalThis & { marketTrakLimitsFactor?: number }

/** Multiplies traffic limits for load tests (setting LIMITS_FACTOR). Limits per email address don't change. */
export function scaleLimits(factor: number): void {
  held.marketTrakLimitsFactor = factor
}

const scaled = (most: number, by: CountedBy) =>
  by === 'address' ? most : most * (held.marketTrakLimitsFactor ?? 1)

export function limitOf(name: UseName): WindowLimit {
  const limit: WindowLimit = windowLimits[name]
  return { ...limit, most: scaled(limit.most, limit.by) }
}

export type SlotLimit = {
  most: number
  by: CountedBy
  what: string
  /** A slot that is neither renewed nor released is free again after this time: its process died. */
  leaseSeconds: number
}

/** Maximum number of each kind at the same time. */
export const slotLimits = {
  'live-stream.person': { most: 20, by: 'person', what: 'live connections', leaseSeconds: 90 },
  'live-stream.workspace': { most: 300, by: 'workspace', what: 'live connections', leaseSeconds: 90 },
  'pdf.workspace': { most: 3, by: 'workspace', what: 'PDFs being created', leaseSeconds: 60 },
  'export.workspace': { most: 3, by: 'workspace', what: 'exports being created', leaseSeconds: 120 },
  // Paid work that is queued or running, all kinds together. The lease is the work's own.
  'running-work.workspace': { most: 50, by: 'workspace', what: 'jobs in progress', leaseSeconds: 900 },
} as const satisfies Record<string, SlotLimit>

export type SlotName = keyof typeof slotLimits

export function slotLimitOf(name: SlotName): SlotLimit {
  const limit: SlotLimit = slotLimits[name]
  return { ...limit, most: scaled(limit.most, limit.by) }
}

/** Bytes of files that a workspace can store, with and without a paid plan. */
export const storageLimits = {
  trialBytes: 500_000_000,
  paidBytes: 20_000_000_000,
} as const

/** Recurring reports of a workspace that have not ended. */
export const MOST_RECURRING_REPORTS = 20

/** Emails a trial can send to people other than its own members: enough to try, too few to spam. */
export const TRIAL_CAMPAIGN_EMAILS = 20

/**
 * When a campaign pauses automatically. Mailbox providers act on a sending domain near 5 % bounces and 0.3 %
 * complaints. A rate only means something after some emails, and never because of one event.
 */
export const campaignPauseRules = {
  afterSent: 50,
  bounces: { share: 0.05, atLeast: 5 },
  complaints: { share: 0.003, atLeast: 2 },
} as const

/**
 * When a campaign pauses because servers say that our sender is blocked (R44). Each further email makes a block worse, and a
 * few answers in a row already show it, so there is no minimum number of sent emails. A paused campaign keeps its credits
 * reserved until someone decides, at most for `days`.
 */
export const blockedPauseRule = { share: 0.1, atLeast: 5, days: 7 } as const
