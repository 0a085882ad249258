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
import { limitMetrics } from '../billing/limits.ts'
import { instantMs, knownValue, oneOf, randomId } from '../columns.ts'
import { productTime } from '../product-time.ts'
import { userRef, workspaceRef } from './people.ts'

export const notificationKinds = [
  'low-credits',
  'low-limit',
  'allowance-reset',
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
  'auto-top-up',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** What a person was told, in the bell, by mail, or both. */
export const notifications = pgTable(
  'notifications',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    userId: userRef().notNull(),
    kind: oneOf(notificationKinds).notNull(),
    /** Hash of what it is about (this purchase, this episode): each person is told once. */
    key: uuid().notNull(),
    /** The numbers and names that its words need, as they were. */
    data: jsonb().notNull().default({}),
    createdAt: instantMs().notNull().default(productTime),
    /** Whether it stands in the bell. */
    inApp: boolean().notNull(),
    readAt: instantMs(),
    /** Whether it goes out by mail as well. */
    byMail: boolean().notNull(),
    /** Set before it is handed over: one whose process dies in between is not mailed twice. */
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

/** What a person has chosen to be told; where there is no row, the kind's default for their role counts. */
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

/** What is watched of a workspace's balance and limits, so that each episode below the line is told once (R32). */
export const watches = pgTable(
  'watches',
  {
    workspaceId: integer().notNull(),
    /** credits, or one of the limits. */
    about: oneOf(['credits', ...limitMetrics]).notNull(),
    /** Below the line: it was told, and arms again only when it is back above. */
    low: boolean().notNull(),
    /** Counts the times it went below. */
    episode: integer().notNull(),
    /** The cycle last seen, so that its reset is told. */
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
