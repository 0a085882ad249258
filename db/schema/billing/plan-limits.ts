import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
} from 'drizzle-orm/pg-core'
import { givenId, instantMs, isKnown, knownValue, oneOf } from '../columns.ts'
import { creditAccounts } from './credits.ts'

/** What a limits plan lists, and what it includes as fair use (R3). */
export const planMetrics = ['reports', 'emails', 'contacts'] as const
export const fairUseMetrics = ['images', 'edits', 'valuations', 'posts'] as const
export const limitMetrics = [...planMetrics, ...fairUseMetrics] as const
export type PlanMetric = (typeof planMetrics)[number]
export type FairUseMetric = (typeof fairUseMetrics)[number]
export type LimitMetric = (typeof limitMetrics)[number]

/** A cycle's usage of each metric, used and reserved. Counted in both billing modes (R3). */
export const limitCounters = pgTable(
  'limit_counters',
  {
    workspaceId: integer().notNull(),
    cycleStart: instantMs().notNull(),
    metric: oneOf(limitMetrics).notNull(),
    used: integer().notNull().default(0),
    reserved: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.cycleStart, t.metric] }),
    knownValue('limit_counters_metric_known', t.metric),
    check('limit_counters_never_negative', sql`${t.used} >= 0 and ${t.reserved} >= 0`),
    foreignKey({
      columns: [t.workspaceId],
      foreignColumns: [creditAccounts.workspaceId],
      name: 'limit_counters_account',
    }),
  ],
)

export const reservationStates = ['open', 'captured', 'released'] as const

/** Work counted toward a limit: reserved before it starts and settled exactly once, like a hold. */
export const limitReservations = pgTable(
  'limit_reservations',
  {
    workspaceId: integer().notNull(),
    /** Hash of the idempotency key, as for holds. */
    id: givenId(),
    /** Hash of the request's input: the same key with different input is an error (R12). 0: unknown. */
    inputHash: bigint({ mode: 'bigint' }).notNull().default(sql`0`),
    /** Null: the plan does not meter this action. */
    metric: oneOf(limitMetrics),
    /** The kind of subject, as for holds. It decides whose sweep settles it. 0: unknown. */
    subjectKind: smallint().notNull().default(0),
    cycleStart: instantMs().notNull(),
    units: integer().notNull(),
    state: oneOf(reservationStates).notNull(),
    leaseUntil: instantMs().notNull(),
    /** What an integration said it is for (R50). */
    metadata: jsonb().$type<Record<string, string>>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('limit_reservations_open').on(t.leaseUntil).where(sql`state = 'open'`),
    knownValue('limit_reservations_metric_known', t.metric),
    check('limit_reservations_sane', sql`${t.units} > 0 and ${isKnown(t.state)}`),
    check('limit_reservations_metadata', sql`spend_metadata_is_valid(${t.metadata})`),
    foreignKey({
      columns: [t.workspaceId],
      foreignColumns: [creditAccounts.workspaceId],
      name: 'limit_reservations_account',
    }),
  ],
)
