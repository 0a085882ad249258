import { bigint, index, integer, pgTable, serial, text, timestamp } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** Each time the whole ledger was re-derived. The newest row says that the nightly check is alive. */
export const ledgerChecks = pgTable('ledger_checks', {
  id: serial('id').primaryKey(),
  startedAt: instant('started_at').notNull(),
  /** Null while it runs, and for ever if its process died. */
  finishedAt: instant('finished_at'),
  workspaces: integer('workspaces').notNull().default(0),
  entries: bigint('entries', { mode: 'number' }).notNull().default(0),
  differences: integer('differences').notNull().default(0),
})

/** What a check found: how the books differ from what the entries say. For operators. */
export const ledgerFindings = pgTable(
  'ledger_findings',
  {
    id: serial('id').primaryKey(),
    checkId: integer('check_id')
      .notNull()
      .references(() => ledgerChecks.id, { onDelete: 'cascade' }),
    /** The workspace it is about; without a foreign key, for a finding may be that something is missing. */
    workspaceId: integer('workspace_id').notNull(),
    what: text('what').notNull(),
    expected: text('expected').notNull(),
    found: text('found').notNull(),
  },
  (t) => [index('ledger_findings_check').on(t.checkId)],
)
