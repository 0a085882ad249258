import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { listings, posts } from '@/db/schema'
import { type ChosenModel, languageModel } from '@/lib/ai/language-model'
import { recordModelCalls } from '@/lib/ai/record-calls'
import { assert } from '@/lib/core/assert'
import { isRefusal, type Refusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { readAccount } from '@/lib/credits/read/read'
import { quote, reserveMany } from '@/lib/metering/metered'
import type { ReserveResult } from '@/lib/metering/types'
import type { PostTexts } from '@/lib/posts/shared/networks'
import { readBranding } from '@/lib/templates/render/branding'
import type { Listing } from '../listings/listing'
import type { PostWait } from './decide'
import { notifyWaiting } from './decide-waiting'
import { holdOfPost, keyOfPost, POST_LEASE_SECONDS, settlePosts } from './settle-posts'
import { type Publisher, UnusablePost, writePost } from './write-post'

type Options = {
  signal?: AbortSignal
  model?: ChosenModel
  /** Used after a crash, to identify the post that caused it. */
  oneByOne?: boolean
  /** Called after each batch is stored. */
  progress?(): Promise<void>
}
type Post = Pick<typeof posts.$inferSelect, 'id' | 'attempt' | 'quotedCredits' | 'askedBy'> & {
  listingId: string
  data: Listing
}
type Result =
  | { id: string; texts: PostTexts; credits: number }
  | { id: string; waitsFor: PostWait; failure: string | null; free: boolean }

/** Posts reserved, written and paid for together. The ledger writes as many in one batch. */
const POSTS_PER_BATCH = 100
/** Concurrent calls to an AI provider. More would exceed its rate limit. */
const PROVIDER_CONCURRENCY = 8

/**
 * Creates the approved posts of a workspace in batches: reserves their prices, writes and stores their texts, and only then
 * charges for them (R13). After a crash the next run continues with the same keys, so that no post is paid twice (R12).
 */
export async function makePosts(
  { workspaceId }: { workspaceId: number },
  options: Options = {},
): Promise<void> {
  const model = options.model ?? languageModel()
  const publisher = await readBranding({ workspaceId })
  const batchSize = options.oneByOne ? 1 : model.builtIn ? POSTS_PER_BATCH : PROVIDER_CONCURRENCY
  for (;;) {
    options.signal?.throwIfAborted()
    const batch = await claimPosts(workspaceId, batchSize)
    if (batch.length === 0) return
    const held = await reserveAll(workspaceId, batch)
    const results = await Promise.all(
      held.map((one) => makeOne(workspaceId, one, { ...options, model, publisher })),
    )
    await store(workspaceId, results, model)
    await options.progress?.()
    await settlePosts(
      workspaceId,
      batch.map(({ id }) => id),
    )
    if (results.some((one) => 'waitsFor' in one && one.waitsFor === 'balance'))
      await notifyWaiting(workspaceId, (await quote({ workspaceId }, 'feed.post')).credits)
  }
}

/** Stores the hold ids before the holds exist, so that a hold left by a crash can be matched to its post. */
async function claimPosts(workspaceId: number, limit: number): Promise<Post[]> {
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
          // Makes the query use the index of waiting posts, in its order and only up to the limit.
          eq(posts.status, 'waiting'),
          eq(posts.waitsFor, 'next'),
          isNotNull(posts.quotedCredits),
          isNotNull(posts.askedBy),
        ),
      )
      .orderBy(asc(posts.createdAt), asc(posts.id))
      .limit(limit)
    const claimed = await updateAll(
      workspaceId,
      tx,
      due.map((post) => ({ id: post.id, hold: holdOfPost(post) })),
      sql`hold_id = g.hold`,
    )
    // A post that was discarded in the meantime is skipped.
    return due.filter(({ id }) => claimed.has(id)).map((post) => ({ ...post, data: post.data as Listing }))
  })
}

type Held = { post: Post; reserved: ReserveResult }

/** Reserves the prices of a batch, grouped by the member they are charged to. */
async function reserveAll(workspaceId: number, batch: readonly Post[]): Promise<Held[]> {
  const held: Held[] = []
  for (const [askedBy, group] of Map.groupBy(batch, (post) => post.askedBy ?? 0)) {
    const results = await reserveMany(
      { workspaceId, userId: askedBy, role: 'member' },
      {
        action: 'feed.post',
        leaseSeconds: POST_LEASE_SECONDS,
        works: group.map((post) => ({
          units: 1,
          quotedCredits: post.quotedCredits ?? 0,
          key: keyOfPost(post),
          subject: { kind: 'listing', id: post.listingId },
        })),
      },
    )
    for (const [i, reserved] of results.entries()) {
      const post = group[i]
      assert(post, 'reserveMany returns one result per post')
      held.push({ post, reserved })
    }
  }
  return held
}

/** Why a post waits after its reservation failed. Anything else is the balance. */
const WAIT_BY_CODE: Record<string, PostWait> = {
  'quote.changed': 'price',
  'spending-limit.reached': 'cap',
  'limit.reached': 'cap',
}

/** The reason stored on the post, for every reader. The refusal itself addresses the limited member. */
function limitMessage({ code, details: { limit, used, cost } }: Refusal): string | null {
  if (code !== 'spending-limit.reached') return null
  return `Over a spending limit of ${limit} credits per cycle. ${used} are used; this costs ${cost}.`
}

async function makeOne(
  workspaceId: number,
  { post: { id, listingId, data }, reserved }: Held,
  { model, signal, publisher }: Options & { model: ChosenModel; publisher: Publisher },
): Promise<Result> {
  if (isRefusal(reserved)) {
    return {
      id,
      waitsFor: WAIT_BY_CODE[reserved.code] ?? 'balance',
      failure: limitMessage(reserved),
      free: true,
    }
  }
  try {
    const subject = { kind: 'listing', id: listingId } as const
    const chosen = recordModelCalls(model, { workspaceId, subject })
    return {
      id,
      credits: reserved.credits,
      texts: await writePost(data, chosen.model, { publisher, ...(signal && { signal }) }),
    }
  } catch (error) {
    // A worker that is stopping leaves the post to the next worker.
    if (signal?.aborted) throw error
    return { id, waitsFor: 'failed', failure: failureMessage(error), free: false }
  }
}

function failureMessage(error: unknown): string {
  if (error instanceof UnusablePost)
    return 'The text didn’t match the listing, so we discarded it. Try again.'
  if (error instanceof Error && /^AI_|Timeout/.test(error.name))
    return 'The AI service didn’t return a usable text. Try again.'
  return `Something went wrong. Try again. If it keeps happening, contact us with reference ${logUnknown(error, 'feed-posts')}.`
}

/** Stores results. A post that another worker stored in the meantime is not changed. */
async function store(
  workspaceId: number,
  results: readonly Result[],
  { label, builtIn }: ChosenModel,
): Promise<void> {
  const cycleStart = new Date((await readAccount(workspaceId)).cycleStart).toISOString()
  const model = builtIn ? label : `the model ${label}`
  const created = results.filter((one) => 'texts' in one)
  const waiting = results.filter((one) => 'waitsFor' in one)
  await inWorkspace(workspaceId, async (tx) => {
    await updateAll(
      workspaceId,
      tx,
      created.map(({ id, texts, credits }) => ({ id, texts, credits })),
      sql`status = 'draft', waits_for = null, texts = g.texts, model = ${model}, credits = g.credits,
        cycle_start = ${cycleStart}::timestamptz, failure = null, made_at = ${marketNow}`,
    )
    await updateAll(
      workspaceId,
      tx,
      waiting.map(({ id, waitsFor, failure, free }) => ({ id, wait: waitsFor, failure, free })),
      // A post that was never reserved has no hold.
      sql`waits_for = g.wait, failure = g.failure, quoted_credits = null, hold_id = case when g.free then null else hold_id end`,
    )
  })
}

type Tx = Parameters<Parameters<typeof inWorkspace>[1]>[0]

/** Returns the ids of the changed posts. */
async function updateAll(
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
