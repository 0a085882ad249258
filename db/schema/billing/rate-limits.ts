import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { happenedAt, instant } from '../columns.ts'
import { workspaceRef } from '../people/people.ts'

/**
 * Uses counted per time window, shared by all processes (lib/rate-limits). Lost if the server crashes, which is
 * acceptable.
 */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().primaryKey(),
    points: integer().notNull().default(0),
    expire: instant(),
  },
  (t) => [index('rate_limits_expire').on(t.expire)],
)

/** What runs at the same time: one row per subject, with who has a slot and until when. */
export const useSlots = pgTable(
  'use_slots',
  {
    key: text().primaryKey(),
    /** `{ "id of the holder": "milliseconds since 1970 when the slot is free again" }`, never more than the limit. */
    holders: jsonb().$type<Record<string, number>>().notNull(),
    expire: instant().notNull(),
  },
  (t) => [index('use_slots_expire').on(t.expire)],
)

/** Bytes that a workspace stores: the sum of its `workspace_files`. */
export const workspaceStorage = pgTable(
  'workspace_storage',
  {
    workspaceId: workspaceRef().primaryKey(),
    bytes: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [check('workspace_storage_never_negative', sql`${t.bytes} >= 0`)],
)

/** Each stored file once, by its hash, so that storing it twice counts once. */
export const workspaceFiles = pgTable(
  'workspace_files',
  {
    workspaceId: workspaceRef(),
    name: text().notNull(),
    bytes: integer().notNull(),
    storedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.name] }),
    check('workspace_files_sized', sql`${t.bytes} > 0`),
  ],
)
