/** The events of outbound webhooks as plain data: what settings and help show. Safe in a browser. */

/** What an endpoint can choose. `webhook.test` is not among them: it goes to the endpoint that asked for it. */
export const webhookEvents = [
  { type: 'credits.low', label: 'Credits low', when: 'Less than 10% of the cycle’s credits are left' },
  { type: 'credits.reset', label: 'Credits reset', when: 'A new billing cycle starts' },
  {
    type: 'credits.added',
    label: 'Credits added',
    when: 'An upgrade, a late payment, a promotion or our support adds credits',
  },
  { type: 'credits.purchased', label: 'Credits purchased', when: 'A purchased pack is added to the balance' },
  {
    type: 'credits.refunded',
    label: 'Credits refunded',
    when: 'A refund or dispute takes purchased credits back, or credits for broken work are returned',
  },
  { type: 'subscription.renewed', label: 'Subscription renewed', when: 'A new period is paid for' },
  {
    type: 'subscription.changed',
    label: 'Subscription changed',
    when: 'The plan, billing interval, status or end date changes',
  },
  {
    type: 'work.ready',
    label: 'Work ready',
    when: 'A report, valuation, image or campaign is finished',
  },
  {
    type: 'work.failed',
    label: 'Work failed',
    when: 'A report, valuation, image or campaign fails, or a valuation is declined',
  },
  { type: 'limits.low', label: 'Limit almost reached', when: 'More than 90% of a monthly limit is used' },
  { type: 'limits.reached', label: 'Limit reached', when: 'All of a monthly limit is used' },
  {
    type: 'limits.reset',
    label: 'Limits reset',
    when: 'A new billing cycle starts on a plan with monthly limits',
  },
  { type: 'post.published', label: 'Post published', when: 'A person or a webhook publishes a post' },
  { type: 'post.failed', label: 'Post failed', when: 'A webhook for posts doesn’t accept a post' },
  { type: 'feed.finished', label: 'Feed file imported', when: 'A file of a property feed is imported' },
  { type: 'feed.failed', label: 'Feed file failed', when: 'A file of a property feed can’t be imported' },
] as const

export type ChosenEvent = (typeof webhookEvents)[number]['type']

/** When a delivery is tried again, counted from the previous attempt. */
export const RETRY_SCHEDULE = '5 seconds, 5 and 30 minutes, then 2, 5, 10, 14, 20 and 24 hours'
/** How long messages and their log are kept, and can be sent again. */
export const KEPT_DAYS = 30
/** How long an endpoint can fail before it is turned off. */
export const FAILING_DAYS = 5
/** How long the previous secret signs too. */
export const ROTATION_HOURS = 24
