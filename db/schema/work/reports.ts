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
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users, workspaces } from '../people/people.ts'
import { productTime } from '../product-time.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Recorded house sales that reports and valuations rest on; the same for every workspace. Prices in whole USD. */
export const sales = pgTable(
  'sales',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** The county's parcel number; a house sold twice has it twice. */
    parcel: text('parcel').notNull(),
    soldOn: date('sold_on', { mode: 'string' }).notNull(),
    priceUsd: integer('price_usd').notNull(),
    bedrooms: smallint('bedrooms').notNull(),
    bathrooms: doublePrecision('bathrooms').notNull(),
    livingSqft: integer('living_sqft').notNull(),
    lotSqft: integer('lot_sqft').notNull(),
    floors: doublePrecision('floors').notNull(),
    waterfront: smallint('waterfront').notNull(),
    view: smallint('view').notNull(),
    condition: smallint('condition').notNull(),
    grade: smallint('grade').notNull(),
    aboveSqft: integer('above_sqft').notNull(),
    basementSqft: integer('basement_sqft').notNull(),
    yearBuilt: smallint('year_built').notNull(),
    yearRenovated: smallint('year_renovated').notNull(),
    zipCode: text('zip_code').notNull(),
    latitude: doublePrecision('latitude').notNull(),
    longitude: doublePrecision('longitude').notNull(),
    /** Mean of the 15 nearest houses. */
    nearLivingSqft: integer('near_living_sqft').notNull(),
    nearLotSqft: integer('near_lot_sqft').notNull(),
  },
  (t) => [index('sales_area').on(t.zipCode, t.soldOn)],
)

export const reportStatuses = ['queued', 'running', 'ready', 'failed', 'cancelled'] as const

/** A market report: asked for, being made, or made. Its status decides what becomes of its hold. */
export const reports = pgTable(
  'reports',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    /** Minted with the form, so that a second click is the same report (R12). */
    id: uuid('id').notNull(),
    /** As lib/sales/area.ts describes it. */
    area: jsonb('area').notNull(),
    /** What the area is called in titles and searches. */
    areaName: text('area_name').notNull(),
    periodFrom: date('period_from', { mode: 'string' }).notNull(),
    periodTo: date('period_to', { mode: 'string' }).notNull(),
    status: text('status', { enum: reportStatuses }).notNull().default('queued'),
    progressPercent: smallint('progress_percent').notNull().default(0),
    /** The ledger's hold that pays for it. */
    holdId: uuid('hold_id').notNull(),
    /** Figures, as lib/reports/figures/figures.ts computes them; null until ready. */
    figures: jsonb('figures'),
    summary: text('summary'),
    /** Which model wrote the summary, as shown to the reader. */
    model: text('model'),
    /** What the reader is told when it failed. */
    failure: text('failure'),
    /** Why its credits were given back after it was paid. */
    givenBackFor: text('given_back_for'),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().default(productTime),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('reports_newest').on(t.workspaceId, t.createdAt),
    check('reports_status_known', sql`${t.status} in ('queued', 'running', 'ready', 'failed', 'cancelled')`),
    check(
      'reports_ready_is_whole',
      sql`${t.status} <> 'ready' or (${t.figures} is not null and ${t.summary} is not null)`,
    ),
    check('reports_period_runs', sql`${t.periodTo} > ${t.periodFrom}`),
  ],
)

/**
 * A link that opens one report to anyone who has it, until it is revoked or expires. Its secret is not stored: only the
 * SHA-256 of it, and the id it is derived from together with the installation's secret.
 */
export const reportShares = pgTable(
  'report_shares',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    tokenHash: text('token_hash').notNull(),
    /** What the link is derived from (lib/reports/sharing/share-token.ts); null for links older than this column. */
    requestId: uuid('request_id'),
    reportId: uuid('report_id').notNull(),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().default(productTime),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.tokenHash] }),
    // A new link takes the place of the one before it.
    uniqueIndex('report_shares_open').on(t.workspaceId, t.reportId).where(sql`revoked_at is null`),
    foreignKey({
      name: 'report_shares_report',
      columns: [t.workspaceId, t.reportId],
      foreignColumns: [reports.workspaceId, reports.id],
    }),
  ],
)
