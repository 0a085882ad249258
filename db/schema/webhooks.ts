import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { givenId, happenedAt, instant, knownValue, listed, oneOf, randomId } from './columns.ts'
import { userRef, workspaceRef } from './people/people.ts'

/** What a workspace's webhooks can receive. Names are part of the contract with integrators: add, never rename. */
export const webhookEventTypes = [
  'credits.low',
  'credits.reset',
  'credits.added',
  'credits.purchased',
  'credits.refunded',
  'subscription.renewed',
  'subscription.changed',
  'work.ready',
  'work.failed',
  'limits.low',
  'limits.reached',
  'limits.reset',
  'post.published',
  'post.failed',
  'feed.finished',
  'feed.failed',
  'webhook.test',
] as const
export type WebhookEventType = (typeof webhookEventTypes)[number]

export const webhookDeliveryStatuses = ['pending', 'delivered', 'failed'] as const
export type WebhookDeliveryStatus = (typeof webhookDeliveryStatuses)[number]

/** `person`: someone turned it off. `gone`: it answered 410. `failing`: nothing arrived for days. */
export const webhookDisabledReasons = ['person', 'gone', 'failing'] as const
export type WebhookDisabledReason = (typeof webhookDisabledReasons)[number]

/** A URL of the agency's own programs that receives events (R50). Posts have webhooks of their own (post_targets). */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    url: text().notNull(),
    description: text().notNull().default(''),
    events: oneOf(webhookEventTypes).array().notNull().default(sql`'{}'`),
    /** Which secret signs; the secret itself is derived and stored nowhere. */
    secretVersion: integer().notNull().default(1),
    /** Until then the previous secret signs too. */
    previousSecretUntil: instant(),
    enabled: boolean().notNull().default(true),
    /** Null while it is enabled. */
    disabledReason: oneOf(webhookDisabledReasons),
    /** What happened before is not sent to it. */
    enabledAt: happenedAt(),
    /** Of deliveries that failed with no success since; null: the last one arrived. */
    failingSince: instant(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('webhook_endpoints_enabled').on(t.workspaceId).where(sql`enabled`),
    check(
      'webhook_endpoints_whole',
      sql`${t.url} ~ '^https?://' and length(${t.url}) <= 500 and length(${t.description}) <= 120`,
    ),
    check(
      'webhook_endpoints_events_known',
      sql`cardinality(${t.events}) > 0 and ${t.events} <@ array[${listed(webhookEventTypes)}]`,
    ),
    check('webhook_endpoints_secret', sql`${t.secretVersion} > 0`),
    check('webhook_endpoints_disabled', sql`${t.enabled} = (${t.disabledReason} is null)`),
    knownValue('webhook_endpoints_reason_known', t.disabledReason),
  ],
)

/** Something that happened, as it is sent. One row for each fact, however often it is found. Kept for 30 days. */
export const webhookMessages = pgTable(
  'webhook_messages',
  {
    workspaceId: workspaceRef(),
    /** `msg_…`; the same in every attempt, so that receivers can skip repeats. */
    id: text().notNull(),
    type: oneOf(webhookEventTypes).notNull(),
    /** Which fact it is: `entry 812`, `report 4f… ready 1795873913681`. */
    sourceKey: text().notNull(),
    payload: jsonb().notNull(),
    createdAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('webhook_messages_source').on(t.workspaceId, t.sourceKey),
    index('webhook_messages_age').on(t.createdAt),
    knownValue('webhook_messages_type_known', t.type),
  ],
)

/** A message on its way to one endpoint. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    workspaceId: integer().notNull(),
    id: randomId(),
    messageId: text().notNull(),
    endpointId: uuid().notNull(),
    status: oneOf(webhookDeliveryStatuses).notNull().default('pending'),
    /** Of the running try: sending it again starts over. */
    attempts: smallint().notNull().default(0),
    /** When it is due, or when its attempt is taken for dead. Null when it is over. */
    nextAttemptAt: instant(),
    lastStatus: smallint(),
    lastError: text(),
    createdAt: happenedAt(),
    deliveredAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('webhook_deliveries_once').on(t.workspaceId, t.messageId, t.endpointId),
    index('webhook_deliveries_due').on(t.nextAttemptAt).where(sql`status = 'pending'`),
    index('webhook_deliveries_page').on(t.workspaceId, t.endpointId, t.createdAt, t.id),
    knownValue('webhook_deliveries_status_known', t.status),
    check('webhook_deliveries_due_when', sql`(${t.status} = 'pending') = (${t.nextAttemptAt} is not null)`),
    check(
      'webhook_deliveries_delivered_when',
      sql`(${t.status} = 'delivered') = (${t.deliveredAt} is not null)`,
    ),
    foreignKey({
      name: 'webhook_deliveries_message',
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [webhookMessages.workspaceId, webhookMessages.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'webhook_deliveries_endpoint',
      columns: [t.workspaceId, t.endpointId],
      foreignColumns: [webhookEndpoints.workspaceId, webhookEndpoints.id],
    }).onDelete('cascade'),
  ],
)

/** Each request of a delivery, and the beginning of what was answered. */
export const webhookDeliveryAttempts = pgTable(
  'webhook_delivery_attempts',
  {
    workspaceId: integer().notNull(),
    deliveryId: uuid().notNull(),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    at: happenedAt(),
    /** Of the response; null: there was none. */
    status: smallint(),
    /** Why there was no response. */
    error: text(),
    durationMs: integer().notNull(),
    /** The beginning of the response's body. */
    response: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.deliveryId, t.id] }),
    check(
      'webhook_delivery_attempts_sane',
      sql`(${t.status} is null) = (${t.error} is not null) and length(${t.response}) <= 1000 and ${t.durationMs} >= 0`,
    ),
    foreignKey({
      name: 'webhook_delivery_attempts_delivery',
      columns: [t.workspaceId, t.deliveryId],
      foreignColumns: [webhookDeliveries.workspaceId, webhookDeliveries.id],
    }).onDelete('cascade'),
  ],
)

/** How far a workspace's facts were turned into messages. It is locked while that is done. */
export const webhookCursors = pgTable('webhook_cursors', {
  workspaceId: workspaceRef().primaryKey(),
  /** The last entry of the ledger that was looked at. */
  entrySeq: integer().notNull(),
  /** The last episode of low credits (watches) that was looked at. */
  lowEpisode: integer().notNull(),
  /** Work that finished before was looked at. */
  workUntil: instant().notNull(),
  /** The subscription as it was last seen, as lib/webhooks/facts/subscription-facts.ts describes it. */
  subscription: jsonb(),
  /** Changes of it that were found so far. */
  subscriptionChanges: integer().notNull().default(0),
  /** The use of monthly limits as it was last seen; null: a plan with credits, or not looked at yet. */
  limits: jsonb(),
  sweptAt: happenedAt(),
})
