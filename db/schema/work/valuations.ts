import { sql } from 'drizzle-orm'
import { check, date, index, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, givenId, happenedAt, instant, knownValue, oneOf, usd } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const valuationStatuses = ['queued', 'running', 'ready', 'declined', 'failed', 'cancelled'] as const
export const confidences = ['high', 'fair', 'low'] as const
export type Confidence = (typeof confidences)[number]

/** An Instant Valuation: asked for, being made, made or not. Its status decides what becomes of its hold. */
export const valuations = pgTable(
  'valuations',
  {
    workspaceId: workspaceRef(),
    /** Minted with the form, so that a second click is the same valuation (R12). */
    id: givenId(),
    /** What the agency calls the home, usually its address; the estimate does not depend on it. */
    label: text().notNull(),
    zipCode: text().notNull(),
    /** What the estimate depends on, as lib/valuations/home-input.ts describes it. */
    home: jsonb().notNull(),
    /** Nothing that was sold on this day or later is looked at. */
    valuedOn: date({ mode: 'string' }).notNull(),
    /** Declined: too little is known for an honest estimate. */
    status: oneOf(valuationStatuses).notNull().default('queued'),
    progressPercent: smallint().notNull().default(0),
    /** The ledger's hold that pays for it. */
    holdId: uuid().notNull(),
    estimateUsd: usd(),
    /** Four of five homes like it sell between low and high. */
    lowUsd: usd(),
    highUsd: usd(),
    confidence: oneOf(confidences),
    /** The comparable sales and what else it rests on, as lib/valuations/views.ts describes them; null until ready. */
    grounds: jsonb(),
    /** What the reader is told when it failed or was declined. */
    failure: text(),
    /** Why its credits were given back after it was paid. */
    givenBackFor: text(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('valuations_newest').on(t.workspaceId, t.createdAt),
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

/** A trained model of the recorded sales, the same for every workspace; trained anew when the sales are other ones. */
export const valuationModels = pgTable('valuation_models', {
  /** Trained on the sales before this day. */
  trainedUntil: date({ mode: 'string' }).primaryKey(),
  /** Names the method and the sales it was trained on; another one makes the model out of date. */
  fingerprint: text().notNull(),
  /** As lib/valuations/model/training/artifact.ts packs it. */
  artefact: bytes().notNull(),
  trainedAt: happenedAt(),
})
