import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { happenedAt, randomId } from '../columns.ts'
import { workspaceRef } from './people.ts'

/** The first part of an export's verb: `export.contacts`. */
export const EXPORTS = 'export'
export const exportKinds = ['contacts', 'statement', 'post', 'workspace', 'recipients'] as const
export type ExportKind = (typeof exportKinds)[number]

/** Who did what and when; written in the same transaction. */
export const auditEvents = pgTable(
  'audit_events',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    at: happenedAt(),
    actorId: integer(),
    verb: text().notNull(),
    detail: jsonb().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('audit_events_newest').on(t.workspaceId, t.at),
    index('audit_events_exports').on(t.at).where(sql`verb like 'export.%'`),
  ],
)
