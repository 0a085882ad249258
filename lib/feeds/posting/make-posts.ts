import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { listings, posts } from '@/db/schema'
import { accounted } from '@/lib/ai/accounted'
import { type ChosenModel, languageModel } from '@/lib/ai/language-model'
import { assert } from '@/lib/core/assert'
import { isRefusal, type Refusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { readAccount } from '@/lib/credits/read/read'
import { quote, reserveMany } from '@/lib/metering/metered'
import type { ReserveResult } from '@/lib/metering/types'
import type { PostTexts } from '@/lib/posts/shared/networks'
import type { Listing } from '../listings/listing'
import type { PostWait } from './decide'
import { tellWaiting } from './decide-waiting'
import { holdOfPost, keyOfPost, POST_LEASE_SECONDS, settlePosts } from './settle-posts'
import { UnusablePost, writePost } from './write-post'

type How = {
  signal?: AbortSignal
  model?: ChosenModel
  /** After a crash, so that the post that caused it is known. */
  oneByOne?: boolean
  /** Called when some posts are stored. */
  progress?(): Promise<void>
}
type Post = Pick<typeof posts.$inferSelect, 'id' | 'attempt' | 'quotedCredits' | 'askedBy'> & {
  listingId: string
  data: Listing
}
type Result =
  | { id: string; texts: PostTexts; credits: number }
  | { id: string; waitsFor: PostWait; failure: string | null; free: boolean }

/** Set aside, written and paid for together: the ledger writes as many in one batch. */
const POSTS_AT_ONCE = 100
/** A provider is asked for no more at a time: most of a hundred calls at once would be turned away as too many. */
const ASKED_AT_ONCE = 8

/**
 * Makes the posts of a workspace that are agreed to, some at a time: their prices are set aside, their texts are written
 * and stored, and only then paid for (R13). Whatever dies on the way, the next run goes on under the same names, so that
 * none is paid twice (R12).
 */
export async function makePosts({ workspaceId }: { workspaceId: number }, how: How = {}): Promise<void> {
  const model = how.model ?? languageModel()
  const atOnce = how.oneByOne ? 1 : model.builtIn ? POSTS_AT_ONCE : ASKED_AT_ONCE
  for (;;) {
    how.signal?.throwIfAborted()
    const some = await take(workspaceId, atOnce)
    if (some.length === 0) return
    const held = await reserveAll(workspaceId, some)
    const results = await Promise.all(held.map((one) => makeOne(workspaceId, one, { ...how, model })))
    await store(workspaceId, results, model)
    await how.progress?.()
    await settlePosts(
      workspaceId,
      some.map(({ id }) => id),
    )
    if (results.some((one) => 'waitsFor' in one && one.waitsFor === 'balance'))
      await tellWaiting(workspaceId, (await quote({ workspaceId }, 'feed.post')).credits)
  }
}

/** Names the holds before they are made, so that one whose process dies in between is known to be a post's. */
async function take(workspaceId: number, most: number): Promise<Post[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const due = await tx
      .select({
        id: posts.id,
        attempt: posts.attempt,
        quotedCredits: posts.quotedCredits,
        askedBy: posts.askedBy,
        listingId: listings.id,
        data: listings.data,
      })
      .from(posts)
      .innerJoin(listings, and(eq(listings.workspaceId, posts.workspaceId), eq(listings.id, posts.listingId)))
      .where(
        and(
          eq(posts.workspaceId, workspaceId),
          // Said so that the index of those waiting is read in its order and no further than the limit.
          eq(posts.status, 'waiting'),
          eq(posts.waitsFor, 'next'),
          isNotNull(posts.quotedCredits),
          isNotNull(posts.askedBy),
        ),
      )
      .orderBy(asc(posts.createdAt), asc(posts.id))
      .limit(most)
    const taken = await putAll(
      workspaceId,
      tx,
      due.map((post) => ({ id: post.id, hold: holdOfPost(post) })),
      sql`hold_id = g.hold`,
    )
    // One that was let go meanwhile is left alone.
    return due.filter(({ id }) => taken.has(id)).map((post) => ({ ...post, data: post.data as Listing }))
  })
}

type Held = { post: Post; reserved: ReserveResult }

/** Sets the prices of some posts aside, those of one person together. */
async function reserveAll(workspaceId: number, some: readonly Post[]): Promise<Held[]> {
  const held: Held[] = []
  for (const [askedBy, theirs] of Map.groupBy(some, (post) => post.askedBy ?? 0)) {
    const answers = await reserveMany(
      { workspaceId, userId: askedBy, role: 'member' },
      {
        action: 'feed.post',
        leaseSeconds: POST_LEASE_SECONDS,
        works: theirs.map((post) => ({
          units: 1,
          quotedCredits: post.quotedCredits ?? 0,
          key: keyOfPost(post),
          subject: { kind: 'listing', id: post.listingId },
        })),
      },
    )
    for (const [i, reserved] of answers.entries()) {
      const post = theirs[i]
      assert(post, 'each piece of work has its answer')
      held.push({ post, reserved })
    }
  }
  return held
}

/** What a post waits for whose price was not set aside; all else is the balance. */
const WAITS: Record<string, PostWait> = {
  'quote.changed': 'price',
  'spending-limit.reached': 'cap',
  'limit.reached': 'cap',
}

/** The reason on the post, for anyone who reads it; the refusal itself speaks to the member it holds back. */
function limitWords({ code, details: { limit, used, cost } }: Refusal): string | null {
  if (code !== 'spending-limit.reached') return null
  return `Over a spending limit of ${limit} credits per cycle: ${used} are used, and this costs ${cost}.`
}

async function makeOne(
  workspaceId: number,
  { post: { id, listingId, data }, reserved }: Held,
  { model, signal }: How & { model: ChosenModel },
): Promise<Result> {
  if (isRefusal(reserved)) {
    return { id, waitsFor: WAITS[reserved.code] ?? 'balance', failure: limitWords(reserved), free: true }
  }
  try {
    const subject = { kind: 'listing', id: listingId } as const
    const chosen = accounted(model, { workspaceId, subject })
    return { id, credits: reserved.credits, texts: await writePost(data, chosen.model, signal) }
  } catch (error) {
    // A worker that is being stopped leaves the post to the next one.
    if (signal?.aborted) throw error
    return { id, waitsFor: 'failed', failure: failureWords(error), free: false }
  }
}

function failureWords(error: unknown): string {
  if (error instanceof UnusablePost)
    return 'The text did not hold up against the listing, so it was thrown away.'
  if (error instanceof Error && /^AI_|Timeout/.test(error.name))
    return 'The model that writes posts did not answer properly.'
  return `Something went wrong on our side. Reference ${logUnknown(error, 'feed-posts')}.`
}

/** One that was stored by another worker meanwhile stays as it is: being made decides, once. */
async function store(
  workspaceId: number,
  results: readonly Result[],
  { label, builtIn }: ChosenModel,
): Promise<void> {
  const cycleStart = new Date((await readAccount(workspaceId)).cycleStart).toISOString()
  const model = builtIn ? label : `the model ${label}`
  const made = results.filter((one) => 'texts' in one)
  const waiting = results.filter((one) => 'waitsFor' in one)
  await inWorkspace(workspaceId, async (tx) => {
    await putAll(
      workspaceId,
      tx,
      made.map(({ id, texts, credits }) => ({ id, texts, credits })),
      sql`status = 'draft', waits_for = null, texts = g.texts, model = ${model}, credits = g.credits,
        cycle_start = ${cycleStart}::timestamptz, failure = null, made_at = ${marketNow}`,
    )
    await putAll(
      workspaceId,
      tx,
      waiting.map(({ id, waitsFor, failure, free }) => ({ id, wait: waitsFor, failure, free })),
      // What was never set aside has no hold to remember.
      sql`waits_for = g.wait, failure = g.failure, quoted_credits = null, hold_id = case when g.free then null else hold_id end`,
    )
  })
}

type Tx = Parameters<Parameters<typeof inWorkspace>[1]>[0]

/** Answers those that it changed. */
async function putAll(
  workspaceId: number,
  tx: Tx,
  rows: readonly object[],
  set: ReturnType<typeof sql>,
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const put = await tx.execute<{ id: string }>(sql`
    update posts set ${set}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g(id uuid, hold uuid, texts jsonb, credits int, wait text, failure text, free boolean)
    where posts.workspace_id = ${workspaceId} and posts.id = g.id and posts.status = 'waiting' and posts.waits_for = 'next'
    returning posts.id`)
  return new Set(put.map(({ id }) => id))
}
