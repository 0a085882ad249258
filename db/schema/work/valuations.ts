import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, givenId, happenedAt, instant, knownValue, oneOf, usd } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const valuationStatuses = ['queued', 'running', 'ready', 'declined', 'failed', 'cancelled'] as const
export const confidences = ['high', 'fair', 'low'] as const
export type Confidence = (typeof confidences)[number]

/** An Instant Valuation: requested, in progress, ready or declined. Its status decides what happens to its hold. */
export const valuations = pgTable(
  'valuations',
  {
    workspaceId: workspaceRef(),
    /** Created with the form, so that a second click is the same valuation (R12). */
    id: givenId(),
    /** The agency's name for the home, usually its address; the estimate does not depend on it. */
    label: text().notNull(),
    zipCode: text().notNull(),
    /** The input of the estimate, as described by lib/valuations/home-input.ts. */
    home: jsonb().notNull(),
    /** Only sales before this day are considered. */
    valuedOn: date({ mode: 'string' }).notNull(),
    /** The agency's data set (own-sales.ts); null for the bundled county. Kept when the data set is deleted. */
    saleSetId: uuid(),
    /** Declined: not enough data for an estimate. */
    status: oneOf(valuationStatuses).notNull().default('queued'),
    progressPercent: smallint().notNull().default(0),
    /** The ledger's hold that pays for it. */
    holdId: uuid().notNull(),
    estimateUsd: usd(),
    /** Four out of five similar homes sell between low and high. */
    lowUsd: usd(),
    highUsd: usd(),
    confidence: oneOf(confidences),
    /** The comparable sales and other evidence, as described by lib/valuations/views.ts; null until ready. */
    grounds: jsonb(),
    /** The message shown if it failed or was declined. */
    failure: text(),
    /** Why it was refunded. */
    givenBackFor: text(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    finishedAt: instant(),
    /** A member deleted it. It can be restored until its content is removed. */
    deletedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('valuations_newest').on(t.workspaceId, t.createdAt),
    index('valuations_deleted').on(t.workspaceId, t.deletedAt).where(sql`deleted_at is not null`),
    index('valuations_finished').on(t.workspaceId, t.finishedAt).where(sql`finished_at is not null`),
    knownValue('valuations_status_known', t.status),
    knownValue('valuations_confidence_known', t.confidence),
    check(
      'valuations_ready_is_whole',
      sql`${t.status} <> 'ready' or (${t.estimateUsd} is not null and ${t.lowUsd} is not null and ${t.highUsd} is not null and ${t.confidence} is not null and ${t.grounds} is not null)`,
    ),
    check(
      'valuations_range_holds_estimate',
      sql`${t.lowUsd} > 0 and ${t.lowUsd} <= ${t.estimateUsd} and ${t.estimateUsd} <= ${t.highUsd}`,
    ),
  ],
)

/** A link that opens one valuation to anyone who has it, like `report_shares`. */
export const valuationShares = pgTable(
  'valuation_shares',
  {
    workspaceId: workspaceRef(),
    /** SHA-256 of the token. The secret is not stored. */
    tokenHash: text().notNull(),
    /** What the link is derived from (lib/paid-work/sharing/share-token.ts). */
    requestId: uuid().notNull(),
    valuationId: uuid().notNull(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.tokenHash] }),
    // A new link replaces the previous one.
    uniqueIndex('valuation_shares_open').on(t.workspaceId, t.valuationId).where(sql`revoked_at is null`),
    foreignKey({
      name: 'valuation_shares_valuation',
      columns: [t.workspaceId, t.valuationId],
      foreignColumns: [valuations.workspaceId, valuations.id],
    }),
  ],
)

/** A trained model of the recorded sales, the same for every workspace; retrained when the sales change. */
export const valuationModels = pgTable('valuation_models', {
  /** Trained on the sales before this day. */
  trainedUntil: date({ mode: 'string' }).primaryKey(),
  /** Identifies the method and the sales it was trained on; if it changes, the model is outdated. */
  fingerprint: text().notNull(),
  /** As packed by lib/valuations/model/training/artifact.ts. */
  artefact: bytes().notNull(),
  trainedAt: happenedAt(),
})
