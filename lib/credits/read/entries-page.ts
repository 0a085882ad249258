import type { SQL } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import {
  lastSeq,
  type SeqRange,
  seqRangeOfCycle,
  seqRangeOfDays,
  type UsedBy,
  usageWindows,
  WINDOWS_AT_ONCE,
} from './find-entries.ts'
import {
  type Direction,
  edgeOfMetadata,
  readGrants,
  readRanges,
  readWithMetadata,
  type StatementEntry,
} from './read-entries.ts'

export type EntryFilters = UsedBy & {
  /** Days in the workspace's time zone, YYYY-MM-DD, both included. */
  from?: string
  to?: string
  /** Only entries with all of these metadata pairs (R50). */
  metadata?: Record<string, string>
  /** The billing cycle that starts at this instant. */
  cycleStart?: string
  /** Only entries of these kinds. */
  kinds?: readonly number[]
  /** A condition on `credit_entries` without an index, such as a search by name. */
  matching?: SQL
}

export type EntriesQuery = {
  filters?: EntryFilters
  /** Only entries older than this number. */
  before?: number
  /** Only entries newer than this number, for the previous page. */
  after?: number
  limit: number
}

export type EntriesPage = {
  /** Newest first. */
  entries: StatementEntry[]
  /** Pass as `before` (or `after`, when reading that way) to continue; null if there are no more. */
  more: number | null
}

/**
 * Maximum number of entries examined for one page. A day with more of them gives a short page, and the next page
 * continues from there.
 */
const MOST_LOOKED_AT = 50_000
const LAST_SEQ = 2_147_483_647
const EVERYTHING: SeqRange = { lo: 1, hi: LAST_SEQ }

/**
 * A page of entries by number, never by offset, so that every page costs the same. Filters have no index of their own,
 * which would not fit into 190 bytes per entry: dates become a range of numbers by binary search, action and member
 * become windows of numbers from the rollup. Metadata has a row only for entries that have some, so those are read in
 * order.
 */
export async function readEntriesPage(
  db: Queryable,
  workspaceId: number,
  { filters = {}, before = LAST_SEQ, after, limit }: EntriesQuery,
): Promise<EntriesPage> {
  const { from, to, cycleStart, action, actorId, kinds, matching, metadata } = filters
  const dated = from !== undefined || to !== undefined
  const days = dated ? await seqRangeOfDays(db, workspaceId, from, to) : EVERYTHING
  const cycle = cycleStart ? await seqRangeOfCycle(db, workspaceId, cycleStart) : EVERYTHING
  const range = {
    lo: Math.max(days.lo, cycle.lo, (after ?? 0) + 1),
    hi: Math.min(days.hi, cycle.hi, before - 1),
  }
  if (range.lo > range.hi) return { entries: [], more: null }

  // One more than the page shows tells whether there is a next page.
  const direction: Direction = after === undefined ? 'older' : 'newer'
  const chosen = { kinds, matching }
  const search: Search = { db, workspaceId, used: { action, actorId }, chosen, direction, wanted: limit + 1 }
  const { found, stoppedAt } = await find(search, range, metadata)
  const entries = found.slice(0, limit)
  const more = found.length > limit ? (entries.at(-1)?.seq ?? null) : stoppedAt
  return { entries: direction === 'older' ? entries : entries.toReversed(), more }
}

type Chosen = Pick<EntryFilters, 'kinds' | 'matching'>
type Search = {
  db: Queryable
  workspaceId: number
  used: UsedBy
  chosen: Chosen
  direction: Direction
  wanted: number
}
/** `stoppedAt`: how far the search got before it stopped early. */
type Found = { found: StatementEntry[]; stoppedAt: number | null }

async function find(search: Search, range: SeqRange, metadata: EntryFilters['metadata']): Promise<Found> {
  const { used, chosen } = search
  // The API filters by metadata, the page by kind and words; nothing does both.
  if (metadata) return searchMetadata(search, range, metadata)
  if (used.action !== undefined || used.actorId !== undefined) return searchWindows(search, range)
  return isSelective(chosen) ? scan(search, range) : readAll(search, range)
}

async function searchMetadata(
  { db, workspaceId, used, direction, wanted }: Search,
  range: SeqRange,
  pairs: Record<string, string>,
): Promise<Found> {
  const edge = await edgeOfMetadata(db, workspaceId, range, { direction, most: MOST_LOOKED_AT })
  const seen = {
    lo: direction === 'older' ? (edge ?? range.lo) : range.lo,
    hi: direction === 'newer' ? (edge ?? range.hi) : range.hi,
  }
  const found = await readWithMetadata(db, workspaceId, seen, pairs, { ...used, direction, limit: wanted })
  return { found, stoppedAt: edge }
}

/** Whether the rollup does not tell how many entries of a window are wanted. */
const isSelective = ({ kinds, matching }: Chosen) => kinds !== undefined || matching !== undefined

async function readAll({ db, workspaceId, direction, wanted }: Search, range: SeqRange): Promise<Found> {
  const found = await readRanges(db, workspaceId, [range], { direction, limit: wanted })
  return { found, stoppedAt: null }
}

/** Examines a limited number of entries, nearest to the reader's position first. */
async function scan({ db, workspaceId, chosen, direction, wanted }: Search, range: SeqRange): Promise<Found> {
  const whole = { lo: range.lo, hi: Math.min(range.hi, await lastSeq(db, workspaceId)) }
  if (whole.lo > whole.hi) return { found: [], stoppedAt: null }
  const seen =
    direction === 'older'
      ? { lo: Math.max(whole.lo, whole.hi - MOST_LOOKED_AT + 1), hi: whole.hi }
      : { lo: whole.lo, hi: Math.min(whole.hi, whole.lo + MOST_LOOKED_AT - 1) }
  const found = await readRanges(db, workspaceId, [seen], { ...chosen, direction, limit: wanted })
  const edge = direction === 'older' ? seen.lo : seen.hi
  const end = direction === 'older' ? whole.lo : whole.hi
  return { found, stoppedAt: found.length >= wanted || edge === end ? null : edge }
}

async function searchWindows(search: Search, range: SeqRange): Promise<Found> {
  const { db, workspaceId, used, chosen, direction, wanted } = search
  const older = direction === 'older'
  const found: StatementEntry[] = []
  let left = range
  let budget = MOST_LOOKED_AT
  for (;;) {
    const windows = await usageWindows(db, workspaceId, left, used, direction)
    const taken = take(windows, isSelective(chosen) ? Infinity : wanted - found.length, budget, older)
    budget -= taken.size
    const all = taken.whole && taken.ranges.length === windows.length && windows.length < WINDOWS_AT_ONCE
    const edge = taken.ranges.at(-1)
    const seen = all || !edge ? left : older ? { lo: edge.lo, hi: left.hi } : { lo: left.lo, hi: edge.hi }
    const limits = { ...used, ...chosen, direction, limit: wanted - found.length }
    const [uses, grants] = await Promise.all([
      edge ? readRanges(db, workspaceId, taken.ranges, limits) : [],
      used.action === undefined ? readGrants(db, workspaceId, seen, limits) : [],
    ])
    found.push(...[...uses, ...grants].toSorted((a, b) => (older ? b.seq - a.seq : a.seq - b.seq)))
    if (all || found.length >= wanted) return { found, stoppedAt: null }
    left = older ? { lo: left.lo, hi: seen.lo - 1 } : { lo: seen.hi + 1, hi: left.hi }
    if (left.lo > left.hi) return { found, stoppedAt: null }
    if (!taken.whole || budget <= 0) return { found, stoppedAt: older ? seen.lo : seen.hi }
  }
}

type Taken = { ranges: SeqRange[]; size: number; whole: boolean }

/** The windows that contain the wanted entries, the last one cut where the budget ends. */
function take(
  windows: readonly (SeqRange & { times: number })[],
  wanted: number,
  budget: number,
  older: boolean,
): Taken {
  const taken: Taken = { ranges: [], size: 0, whole: true }
  let times = 0
  for (const { lo, hi, times: count } of windows) {
    if (times >= wanted || !taken.whole) break
    const most = Math.min(hi - lo + 1, budget - taken.size)
    taken.whole = most === hi - lo + 1
    if (most > 0) taken.ranges.push(older ? { lo: hi - most + 1, hi } : { lo, hi: lo + most - 1 })
    taken.size += Math.max(0, most)
    times += count
  }
  return taken
}
