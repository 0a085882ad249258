import { and, asc, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { campaigns, creditHolds, feedRuns } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { holdStates } from '@/lib/credits/model'
import { workTables } from '@/lib/paid-work/tables'
import type { Fact } from '../payload'
import {
  type Finished,
  hasNoMessage,
  isNotBefore,
  isSince,
  keyOf,
  MOST_OF_A_KIND,
  type Window,
} from './finished'
import { failedPosts, publishedPosts } from './post-facts'

const tables = { ...workTables, campaign: campaigns } as const
type Kind = keyof typeof tables
const kinds = Object.keys(tables) as Kind[]

const READY = ['ready', 'sent'] as const
const OVER = [...READY, 'failed', 'declined', 'refused', 'stopped'] as const
type Over = (typeof OVER)[number]

/**
 * What finished: work, once it is settled, so that its price is known, posts and files of feeds. Canceled work is no event.
 * `workUntil` moves up to the first work that is not settled yet.
 */
export async function workFacts(tx: Queryable, window: Window): Promise<{ facts: Fact[]; workUntil: Date }> {
  const found: Finished[] = []
  // Of a kind with more than that, the rest comes with the next sweep: the cursor stays before it.
  let readUntil = Number.POSITIVE_INFINITY
  const finders = [
    ...kinds.map((kind) => () => finishedOf(tx, kind, window)),
    () => publishedPosts(tx, window),
    () => failedPosts(tx, window),
    () => finishedFeedFiles(tx, window),
  ]
  for (const find of finders) {
    const rows = await find()
    if (rows.length === MOST_OF_A_KIND) readUntil = Math.min(readUntil, rows.at(-1)!.at.getTime())
    found.push(...rows)
  }
  found.sort((a, b) => a.at.getTime() - b.at.getTime())
  const facts: Fact[] = []
  let { workUntil } = window
  let isWaiting = false
  for (const { at, isSettled, fact } of found) {
    if (!isSettled) {
      isWaiting = true
      continue
    }
    facts.push(fact)
    if (!isWaiting && at > workUntil && at.getTime() <= readUntil) workUntil = at
  }
  return { facts, workUntil }
}

const isReady = (status: Over): status is (typeof READY)[number] => status === 'ready' || status === 'sent'

async function finishedOf(tx: Queryable, kind: Kind, window: Window): Promise<Finished[]> {
  const table = tables[kind]
  // A campaign that could not start was not begun: it ended when it was due.
  const endedAt: SQL =
    kind === 'campaign'
      ? sql`coalesce(${campaigns.finishedAt}, ${campaigns.scheduledAt})`
      : sql`${table.finishedAt}`
  const key = keyOf(kind, table.id, table.status, endedAt)
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
        eq(table.workspaceId, window.workspaceId),
        inArray(sql`${table.status}`, [...OVER]),
        // By a person, it would have no failure.
        kind === 'campaign'
          ? or(
              and(
                isSince(campaigns.finishedAt, window),
                or(sql`${campaigns.status} <> 'stopped'`, isNotNull(campaigns.failure)),
              ),
              sql`${campaigns.status} = 'refused'`,
            )
          : isSince(table.finishedAt, window),
        isNotBefore(endedAt, window),
        hasNoMessage(key, window),
      ),
    )
    .orderBy(asc(endedAt))
    .limit(MOST_OF_A_KIND)
  return rows.map(({ id, status, at, key, hold, captured }) => {
    const data = { kind, id, credits: captured ?? 0, url: `${env().APP_URL}/${kind}s/${id}` }
    const fact: Fact = isReady(status)
      ? { type: 'work.ready', key, at, data: { ...data, status } }
      : { type: 'work.failed', key, at, data: { ...data, status } }
    return { at, isSettled: hold !== holdStates.open, fact }
  })
}

/** Files of property feeds that were imported, or could not be read. */
async function finishedFeedFiles(tx: Queryable, window: Window): Promise<Finished[]> {
  const key = keyOf('feed file', feedRuns.id, feedRuns.status, feedRuns.finishedAt)
  const rows = await tx
    .select({ run: feedRuns, key })
    .from(feedRuns)
    .where(
      and(
        eq(feedRuns.workspaceId, window.workspaceId),
        inArray(feedRuns.status, ['done', 'failed']),
        isNotNull(feedRuns.finishedAt),
        isSince(feedRuns.finishedAt, window),
        isNotBefore(feedRuns.finishedAt, window),
        hasNoMessage(key, window),
      ),
    )
    .orderBy(asc(feedRuns.finishedAt))
    .limit(MOST_OF_A_KIND)
  return rows.flatMap(({ run, key }): Finished[] => {
    const { id, feedId, source, status, finishedAt: at } = run
    if (!at) return []
    const data = { id, feedId, source, url: `${env().APP_URL}/workspace-settings?tab=feeds` }
    if (status === 'failed')
      return [{ at, isSettled: true, fact: { type: 'feed.failed', key, at, data: { ...data, status } } }]
    const counts = {
      listings: run.readCount,
      newListings: run.newCount,
      changedListings: run.changedCount,
      unreadableListings: run.errorCount,
    }
    const finished = { ...data, ...counts, status: 'done' as const }
    return [{ at, isSettled: true, fact: { type: 'feed.finished', key, at, data: finished } }]
  })
}
