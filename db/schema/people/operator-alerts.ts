import { sql } from 'drizzle-orm'
import { bigint, check, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { knownValue, oneOf } from '../columns.ts'

/** What operators are alerted to. Each is one row, whose episodes follow one another. */
export const operatorAlertKinds = [
  'billing-findings',
  'ledger-differences',
  'ledger-check-unfinished',
  'dead-events',
  'failed-jobs',
  'stuck-jobs',
  'blocked-sender',
  'unclear-reports',
] as const
export type OperatorAlertKind = (typeof operatorAlertKinds)[number]

/** By the machine's clock, because alerts are about real work. Milliseconds, because code compares them. */
const machineTime = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** The current or last episode of each alert, and through which channels it was sent (R52). Not part of a workspace. */
export const operatorAlerts = pgTable(
  'operator_alerts',
  {
    kind: oneOf(operatorAlertKinds).primaryKey(),
    state: oneOf(['open', 'recovered']).notNull(),
    /** How many things need attention. */
    count: integer().notNull(),
    /** What it is about, in a sentence, without names and addresses. */
    detail: text().notNull(),
    /** Grows with each further thing, in a unit of the kind's own. */
    newest: bigint({ mode: 'number' }).notNull(),
    openedAt: machineTime().notNull(),
    /** When it last opened, got worse or recovered. */
    changedAt: machineTime().notNull(),
    /** The change that was last sent. */
    emailedAt: machineTime(),
    postedAt: machineTime(),
  },
  (t) => [
    knownValue('operator_alerts_kind_known', t.kind),
    knownValue('operator_alerts_state_known', t.state),
    check('operator_alerts_count', sql`${t.count} >= 0 and (${t.state} = 'recovered' or ${t.count} > 0)`),
    check('operator_alerts_short', sql`length(${t.detail}) <= 1000`),
  ],
)
