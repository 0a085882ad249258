import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { happenedAt, instantMs, knownValue, oneOf, randomId } from '../columns.ts'
import { userRef, workspaceRef } from './people.ts'

/** What an alert level counts in: percent of the cycle's allowance, or credits left. */
export const alertUnits = ['percent', 'credits'] as const
export type AlertUnit = (typeof alertUnits)[number]

/** How many alert levels a person can have in one workspace. */
export const MOST_ALERT_LEVELS = 5

/** A person's own alert levels, with what was last seen of each, so that each fall below one is alerted once (R49). */
export const alertLevels = pgTable(
  'alert_levels',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    userId: userRef().notNull(),
    /** 1 to 5: each person has one level per place, so two requests at once never make a sixth. */
    slot: smallint().notNull(),
    unit: oneOf(alertUnits).notNull(),
    amount: integer().notNull(),
    inApp: boolean().notNull(),
    byMail: boolean().notNull(),
    /** Whether the balance was below the level when it was last checked. */
    below: boolean().notNull(),
    /** Counts the alerts. The number is part of each alert's key. */
    episode: integer().notNull().default(0),
    /** The cycle in which it was last checked. */
    cycleStart: instantMs().notNull(),
    createdAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('alert_levels_slot').on(t.workspaceId, t.userId, t.slot),
    uniqueIndex('alert_levels_once').on(t.workspaceId, t.userId, t.unit, t.amount),
    knownValue('alert_levels_unit_known', t.unit),
    check(
      'alert_levels_sane',
      sql`${t.slot} between 1 and ${sql.raw(String(MOST_ALERT_LEVELS))} and ${t.amount} between 1 and case when ${t.unit} = 'percent' then 99 else 1000000 end and ${t.episode} >= 0`,
    ),
    check('alert_levels_channel', sql`${t.inApp} or ${t.byMail}`),
  ],
)

/** The digest of each billing cycle: made once, and sent to everyone who has it on at that time (R49). */
export const usageDigests = pgTable(
  'usage_digests',
  {
    workspaceId: workspaceRef(),
    /** When the cycle ended and the next one began. */
    cycleEnd: instantMs().notNull(),
    /** What it says (`lib/billing/digest`); null: nothing was used in the cycle, so nothing was sent. */
    content: jsonb(),
    createdAt: happenedAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.cycleEnd] })],
)
