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
import { bytes, givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

/** Sales that an agency recorded itself, on which its reports and valuations can be based. */

/** The unit of every area in a data set. */
export const areaUnits = ['sqft', 'm2'] as const
export type AreaUnit = (typeof areaUnits)[number]

/** `declined`: not enough sales for a model. */
export const saleModelStatuses = ['none', 'queued', 'ready', 'declined', 'failed'] as const

/** A data set: sales in one currency and one unit of area. */
export const saleSets = pgTable(
  'sale_sets',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    name: text().notNull(),
    /** ISO 4217, in lower case as elsewhere. */
    currency: text().notNull(),
    areaUnit: oneOf(areaUnits).notNull(),
    /** Changes with every import that added sales, so that what was computed from them is known to be outdated. */
    revision: integer().notNull().default(0),
    modelStatus: oneOf(saleModelStatuses).notNull().default('none'),
    /** What a model needs that is missing, or why training failed. */
    modelNote: text(),
    /** The revision on which the model was trained or declined. */
    modelRevision: integer(),
    /** The median error on the newest month, which the tested model had not seen. */
    medianErrorPercent: doublePrecision(),
    /** The newest month, as its first day. */
    testedMonth: date({ mode: 'string' }),
    testedSales: integer(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('sale_sets_name').on(t.workspaceId, sql`lower(${t.name})`),
    knownValue('sale_sets_unit_known', t.areaUnit),
    knownValue('sale_sets_model_known', t.modelStatus),
    check('sale_sets_whole', sql`length(${t.name}) between 1 and 60 and ${t.currency} ~ '^[a-z]{3}$'`),
    check(
      'sale_sets_tested',
      sql`${t.modelStatus} <> 'ready' or (${t.medianErrorPercent} is not null and ${t.testedMonth} is not null and ${t.testedSales} > 0)`,
    ),
  ],
)

/** A sale. `area` is its postal code or city. Sizes are in the set's unit, the price in its currency. */
export const ownSales = pgTable(
  'own_sales',
  {
    workspaceId: workspaceRef(),
    setId: uuid().notNull(),
    id: serial().notNull(),
    /** A hash of the home and the day, so that importing a sale twice changes nothing. */
    saleKey: text().notNull(),
    /** The home, by its parcel number or address. */
    parcel: text().notNull(),
    address: text().notNull().default(''),
    soldOn: date({ mode: 'string' }).notNull(),
    price: integer().notNull(),
    livingArea: doublePrecision().notNull(),
    lotArea: doublePrecision(),
    bedrooms: smallint(),
    bathrooms: doublePrecision(),
    floors: doublePrecision(),
    yearBuilt: smallint(),
    area: text().notNull(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.setId, t.id] }),
    uniqueIndex('own_sales_once').on(t.workspaceId, t.setId, t.saleKey),
    index('own_sales_area').on(t.workspaceId, t.setId, t.area, t.soldOn),
    foreignKey({
      name: 'own_sales_set',
      columns: [t.workspaceId, t.setId],
      foreignColumns: [saleSets.workspaceId, saleSets.id],
    }).onDelete('cascade'),
    check('own_sales_sane', sql`${t.price} > 0 and ${t.livingArea} > 0`),
    check('own_sales_placed', sql`(${t.latitude} is null) = (${t.longitude} is null)`),
  ],
)

export const saleImportStatuses = ['draft', 'queued', 'done', 'failed', 'cancelled'] as const
export const saleFormats = ['csv', 'reso'] as const

/** A file of sales: previewed and mapped first, then imported by a job. */
export const saleImports = pgTable(
  'sale_imports',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    fileName: text().notNull(),
    format: oneOf(saleFormats).notNull(),
    /** The file, compressed; deleted when the import ends. */
    content: bytes(),
    /** As described by lib/sales/own/import-input.ts; null until it was confirmed. */
    mapping: jsonb(),
    setId: uuid(),
    status: oneOf(saleImportStatuses).notNull().default('draft'),
    rows: integer().notNull(),
    /** The outcome of the rows: for a finished import these add up to `rows`. */
    added: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    /** The first of them, each with line and reason. */
    refusedRows: jsonb().notNull().default([]),
    failure: text(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('sale_imports_newest').on(t.workspaceId, t.createdAt),
    knownValue('sale_imports_status_known', t.status),
    knownValue('sale_imports_format_known', t.format),
    foreignKey({
      name: 'sale_imports_set',
      columns: [t.workspaceId, t.setId],
      foreignColumns: [saleSets.workspaceId, saleSets.id],
    }).onDelete('cascade'),
    check('sale_imports_kept', sql`(${t.status} in ('draft', 'queued')) = (${t.content} is not null)`),
    check(
      'sale_imports_mapped',
      sql`${t.status} in ('draft', 'cancelled') or (${t.mapping} is not null and ${t.setId} is not null)`,
    ),
    check(
      'sale_imports_adds_up',
      sql`${t.status} <> 'done' or ${t.rows} = ${t.added} + ${t.unchanged} + ${t.refused}`,
    ),
  ],
)

/** A model trained on a data set, as of a day; of one revision only. */
export const saleSetModels = pgTable(
  'sale_set_models',
  {
    workspaceId: workspaceRef(),
    setId: uuid().notNull(),
    trainedUntil: date({ mode: 'string' }).notNull(),
    fingerprint: text().notNull(),
    artefact: bytes().notNull(),
    trainedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.setId, t.trainedUntil] }),
    foreignKey({
      name: 'sale_set_models_set',
      columns: [t.workspaceId, t.setId],
      foreignColumns: [saleSets.workspaceId, saleSets.id],
    }).onDelete('cascade'),
  ],
)
