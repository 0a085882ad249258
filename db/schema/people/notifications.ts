import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { creditAccounts } from '../billing/credits.ts'
import { limitMetrics } from '../billing/plan-limits.ts'
import { instantMs, knownValue, oneOf, productTime, randomId } from '../columns.ts'
import { userRef, workspaceRef } from './people.ts'

export const notificationKinds = [
  'low-credits',
  'alert-level',
  'low-limit',
  'allowance-reset',
  'usage-digest',
  'purchase-receipt',
  'payment-failed',
  'first-payment-failed',
  'billing-paused',
  'invoice-written-off',
  'trial-ending',
  'feed-paused',
  'credits-asked',
  'cap-answered',
  'campaign-refused',
  'campaign-stopped',
  'campaign-held',
  'post-held',
  'terms-change',
  'webhook-disabled',
  'auto-top-up',
  'key-expiring',
  'case-answered',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** A notification to a person, in the app, by email or both. */
export const notifications = pgTable(
  'notifications',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    userId: userRef().notNull(),
    kind: oneOf(notificationKinds).notNull(),
    /** Hash of its topic (this purchase, this episode): each person is notified once. */
    key: uuid().notNull(),
    /** The numbers and names in its text, as they were. */
    data: jsonb().notNull().default({}),
    createdAt: instantMs().notNull().default(productTime),
    /** Whether it is shown in the app. */
    inApp: boolean().notNull(),
    readAt: instantMs(),
    /** Whether it is also sent by email. */
    byMail: boolean().notNull(),
    /** Set before it is sent, so that an email is not sent twice if the process dies in between. */
    mailClaimedAt: instantMs(),
    mailedAt: instantMs(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('notifications_once').on(t.workspaceId, t.userId, t.key),
    index('notifications_newest').on(t.workspaceId, t.userId, t.createdAt),
    index('notifications_unread').on(t.workspaceId, t.userId).where(sql`read_at is null and in_app`),
    index('notifications_unmailed').on(t.createdAt).where(sql`by_mail and mail_claimed_at is null`),
    knownValue('notifications_kind_known', t.kind),
  ],
)

/** A person's notification preferences. Without a row, the default for the kind and role applies. */
export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    workspaceId: workspaceRef(),
    userId: userRef().notNull(),
    kind: oneOf(notificationKinds).notNull(),
    inApp: boolean().notNull(),
    byMail: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId, t.kind] }),
    knownValue('notification_preferences_kind_known', t.kind),
  ],
)

/** A workspace's balance or limit that is watched, so that each episode below the threshold is notified once (R32). */
export const watches = pgTable(
  'watches',
  {
    workspaceId: integer().notNull(),
    /** credits, or one of the limits. */
    about: oneOf(['credits', ...limitMetrics]).notNull(),
    /** Below the threshold: notified, and armed again only when it is back above. */
    low: boolean().notNull(),
    /** How many times it went below. */
    episode: integer().notNull(),
    /** The last cycle seen, so that its reset is notified. */
    cycleStart: instantMs().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.about] }),
    knownValue('watches_about_known', t.about),
    check('watches_sane', sql`${t.episode} >= 0`),
    foreignKey({
      columns: [t.workspaceId],
      foreignColumns: [creditAccounts.workspaceId],
      name: 'watches_account',
    }),
  ],
)
