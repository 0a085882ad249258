import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { productTime } from '../product-time.ts'
import { workspaces } from './people.ts'

/** The first part of the verb of an export: `export.contacts`. */
export const EXPORTS = 'export'
export const exportKinds = ['contacts', 'statement', 'post'] as const
export type ExportKind = (typeof exportKinds)[number]

/** Who did what, when; written in the transaction that did it. */
export const auditEvents = pgTable(
  'audit_events',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: uuid('id').notNull().defaultRandom(),
    at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull().default(productTime),
    actorId: integer('actor_id'),
    verb: text('verb').notNull(),
    detail: jsonb('detail').notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('audit_events_newest').on(t.workspaceId, t.at),
    index('audit_events_exports').on(t.at).where(sql`verb like 'export.%'`),
  ],
)
