import { sql } from 'drizzle-orm'
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { givenId, happenedAt, instant, knownValue, oneOf, usd } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

/** Recorded home sales on which reports and valuations are based; the same for every workspace. Prices in whole USD. */
export const sales = pgTable(
  'sales',
  {
    id: serial().primaryKey(),
    /** The county's parcel number. A home that sold twice has two rows. */
    parcel: text().notNull(),
    soldOn: date({ mode: 'string' }).notNull(),
    priceUsd: usd().notNull(),
    bedrooms: smallint().notNull(),
    bathrooms: doublePrecision().notNull(),
    livingSqft: integer().notNull(),
    lotSqft: integer().notNull(),
    floors: doublePrecision().notNull(),
    waterfront: smallint().notNull(),
    view: smallint().notNull(),
    condition: smallint().notNull(),
    grade: smallint().notNull(),
    aboveSqft: integer().notNull(),
    basementSqft: integer().notNull(),
    yearBuilt: smallint().notNull(),
    yearRenovated: smallint().notNull(),
    zipCode: text().notNull(),
    latitude: doublePrecision().notNull(),
    longitude: doublePrecision().notNull(),
    /** Average of the 15 nearest homes. */
    nearLivingSqft: integer().notNull(),
    nearLotSqft: integer().notNull(),
  },
  (t) => [index('sales_area').on(t.zipCode, t.soldOn)],
)

export const reportStatuses = ['queued', 'running', 'ready', 'failed', 'cancelled'] as const

/** A market report: requested, in progress or ready. Its status decides what happens to its hold. */
export const reports = pgTable(
  'reports',
  {
    workspaceId: workspaceRef(),
    /** Created with the form, so that a second click is the same report (R12). */
    id: givenId(),
    /** As described by lib/sales/area.ts. */
    area: jsonb().notNull(),
    /** The area's name in titles and searches. */
    areaName: text().notNull(),
    /** The name a member gave it; null: it is named for its area. */
    title: text(),
    periodFrom: date({ mode: 'string' }).notNull(),
    periodTo: date({ mode: 'string' }).notNull(),
    /** The agency's data set (own-sales.ts); null for the bundled county. Kept when the data set is deleted. */
    saleSetId: uuid(),
    status: oneOf(reportStatuses).notNull().default('queued'),
    progressPercent: smallint().notNull().default(0),
    /** The ledger's hold that pays for it. */
    holdId: uuid().notNull(),
    /** Figures, as computed by lib/reports/figures/figures.ts; null until ready. */
    figures: jsonb(),
    summary: text(),
    /** The model that wrote the summary, as shown to people. */
    model: text(),
    /** The message shown if it failed. */
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
    index('reports_newest').on(t.workspaceId, t.createdAt),
    index('reports_deleted').on(t.workspaceId, t.deletedAt).where(sql`deleted_at is not null`),
    index('reports_finished').on(t.workspaceId, t.finishedAt).where(sql`finished_at is not null`),
    knownValue('reports_status_known', t.status),
    check(
      'reports_ready_is_whole',
      sql`${t.status} <> 'ready' or (${t.figures} is not null and ${t.summary} is not null)`,
    ),
    check('reports_period_runs', sql`${t.periodTo} > ${t.periodFrom}`),
  ],
)

/**
 * A link that opens one report to anyone who has it, until it is revoked or expires. The secret is not stored: only its
 * SHA-256, and the id from which it is derived together with the installation's secret.
 */
export const reportShares = pgTable(
  'report_shares',
  {
    workspaceId: workspaceRef(),
    tokenHash: text().notNull(),
    /** What the link is derived from (lib/paid-work/sharing/share-token.ts); null for links older than this column. */
    requestId: uuid(),
    reportId: uuid().notNull(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.tokenHash] }),
    // A new link replaces the previous one.
    uniqueIndex('report_shares_open').on(t.workspaceId, t.reportId).where(sql`revoked_at is null`),
    foreignKey({
      name: 'report_shares_report',
      columns: [t.workspaceId, t.reportId],
      foreignColumns: [reports.workspaceId, reports.id],
    }),
  ],
)
