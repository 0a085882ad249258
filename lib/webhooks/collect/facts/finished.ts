import { sql } from 'drizzle-orm'
import { webhookMessages } from '@/db/schema'
import type { Fact } from '../payload'

/** `notBefore`: what happened earlier is not looked for. */
export type Window = { workspaceId: number; workUntil: Date; notBefore: Date }

/** Something that ended. `isSettled`: its price is known, so it can be sent. */
export type Finished = { at: Date; isSettled: boolean; fact: Fact }

/** Of a kind with more than that, the rest comes with the next sweep. */
export const MOST_OF_A_KIND = 500

/**
 * A transaction can commit after one that began later, so this much before the cursor is looked at again. What has a
 * message already is skipped.
 */
const OVERLAP = sql`interval '15 minutes'`

type Sql = ReturnType<typeof sql>

/** That it ended in the window. */
export const isSince = (endedAt: unknown, { workUntil }: Window): Sql =>
  sql`${endedAt} >= ${workUntil.toISOString()}::timestamptz - ${OVERLAP}`

export const isNotBefore = (endedAt: unknown, { notBefore }: Window): Sql =>
  sql`${endedAt} >= ${notBefore.toISOString()}::timestamptz`

export const hasNoMessage = (key: Sql, { workspaceId }: Window): Sql =>
  sql`not exists (select from ${webhookMessages} m where m.workspace_id = ${workspaceId} and m.source_key = ${key})`

/** Names what ended, and when: the same object can end again after a second try. */
export const keyOf = (kind: string, id: unknown, status: unknown, endedAt: unknown) =>
  sql<string>`${`${kind} `} || ${id} || ' ' || ${status} || ' ' || (extract(epoch from ${endedAt}) * 1000)::bigint`
