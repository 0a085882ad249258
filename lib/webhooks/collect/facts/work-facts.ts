import { and, asc, eq, gte, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { campaigns, creditHolds, webhookMessages } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { holdStates } from '@/lib/credits/model'
import { workTables } from '@/lib/paid-work/tables'
import type { Fact } from '../payload'

/**
 * A transaction can commit after one that began later, so this much before the cursor is looked at again. What has a
 * message already is skipped.
 */
const OVERLAP = sql`interval '15 minutes'`
const MOST_OF_A_KIND = 500

const tables = { ...workTables, campaign: campaigns } as const
type Kind = keyof typeof tables
const kinds = Object.keys(tables) as Kind[]

const READY = ['ready', 'sent'] as const
const OVER = [...READY, 'failed', 'declined', 'refused', 'stopped'] as const
type Over = (typeof OVER)[number]

type Window = { workspaceId: number; workUntil: Date; notBefore: Date }

/**
 * Work that finished, once it is settled, so that its price is known. Canceled work is no event. `workUntil` moves up to
 * the first work that is not settled yet.
 */
export async function workFacts(tx: Queryable, window: Window): Promise<{ facts: Fact[]; workUntil: Date }> {
  const found = []
  // Of a kind with more than that, the rest comes with the next sweep: the cursor stays before it.
  let readUntil = Number.POSITIVE_INFINITY
  for (const kind of kinds) {
    const rows = await finishedOf(tx, kind, window)
    if (rows.length === MOST_OF_A_KIND) readUntil = Math.min(readUntil, rows.at(-1)!.at.getTime())
    found.push(...rows)
  }
  found.sort((a, b) => a.at.getTime() - b.at.getTime())
  const facts: Fact[] = []
  let { workUntil } = window
  let isWaiting = false
  for (const { kind, id, status, at, key, isSettled, credits } of found) {
    if (!isSettled) {
      isWaiting = true
      continue
    }
    const data = { kind, id, credits, url: `${env().APP_URL}/${kind}s/${id}` }
    facts.push(
      isReady(status)
        ? { type: 'work.ready', key, at, data: { ...data, status } }
        : { type: 'work.failed', key, at, data: { ...data, status } },
    )
    if (!isWaiting && at > workUntil && at.getTime() <= readUntil) workUntil = at
  }
  return { facts, workUntil }
}

const isReady = (status: Over): status is (typeof READY)[number] => status === 'ready' || status === 'sent'

async function finishedOf(tx: Queryable, kind: Kind, { workspaceId, workUntil, notBefore }: Window) {
  const table = tables[kind]
  // A campaign that could not start was not begun: it ended when it was due.
  const endedAt: SQL =
    kind === 'campaign'
      ? sql`coalesce(${campaigns.finishedAt}, ${campaigns.scheduledAt})`
      : sql`${table.finishedAt}`
  const key = sql<string>`${`${kind} `} || ${table.id} || ' ' || ${table.status} || ' ' || (extract(epoch from ${endedAt}) * 1000)::bigint`
  const rows = await tx
    .select({
      id: table.id,
      status: sql<Over>`${table.status}`,
      at: endedAt.mapWith(table.createdAt),
      key,
      hold: creditHolds.state,
      captured: creditHolds.captured,
    })
    .from(table)
    .leftJoin(
      creditHolds,
      and(eq(creditHolds.workspaceId, table.workspaceId), eq(creditHolds.id, table.holdId)),
    )
    .where(
      and(
        eq(table.workspaceId, workspaceId),
        inArray(sql`${table.status}`, [...OVER]),
        // By a person, it would have no failure.
        kind === 'campaign'
          ? or(
              and(
                gte(campaigns.finishedAt, sql`${workUntil.toISOString()}::timestamptz - ${OVERLAP}`),
                or(sql`${campaigns.status} <> 'stopped'`, isNotNull(campaigns.failure)),
              ),
              sql`${campaigns.status} = 'refused'`,
            )
          : gte(table.finishedAt, sql`${workUntil.toISOString()}::timestamptz - ${OVERLAP}`),
        sql`${endedAt} >= ${notBefore.toISOString()}::timestamptz`,
        sql`not exists (select from ${webhookMessages} m where m.workspace_id = ${workspaceId} and m.source_key = ${key})`,
      ),
    )
    .orderBy(asc(endedAt))
    .limit(MOST_OF_A_KIND)
  return rows.map(({ hold, captured, ...row }) => ({
    ...row,
    kind,
    isSettled: hold !== holdStates.open,
    credits: captured ?? 0,
  }))
}
