import { and, desc, eq, ilike, lte, type SQL, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { fileHref } from '@/lib/files/files'
import { webPhotoKey } from '@/lib/files/web-photo'
import { type Post, textsOf } from './change-post'
import { networks } from './shared/networks'
import type { PostPage, PostRow, PostStatus } from './views'

export const postFilters = [
  'waiting',
  'draft',
  'approved',
  'scheduled',
  'due',
  'exported',
  'dropped',
] as const
export type PostFilter = (typeof postFilters)[number]

type Query = {
  limit: number
  /** The last post of the page before. */
  before?: string | undefined
  /** A part of the title. */
  search?: string | undefined
  filter?: PostFilter | undefined
}

/** Its time has come, and it has not gone out: judged by the database's clock. */
const isDue = sql<boolean>`${posts.status} = 'scheduled' and ${posts.scheduledAt} <= ${marketNow}`

/** The workspace's posts, the newest first; those put aside only when they are asked for. */
export async function listPosts(
  { workspaceId }: WorkspaceContext,
  { limit, before, search, filter }: Query,
): Promise<PostPage> {
  const older = before
    ? sql`(${posts.createdAt}, ${posts.id}) < (
        select b.created_at, b.id from posts b where b.workspace_id = ${workspaceId} and b.id = ${before})`
    : undefined
  const named = search ? ilike(posts.title, `%${search.replace(/[\\%_]/g, '\\$&')}%`) : undefined
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ post: posts, isDue })
      .from(posts)
      .where(and(eq(posts.workspaceId, workspaceId), older, named, chosen(filter)))
      .orderBy(desc(posts.createdAt), desc(posts.id))
      .limit(limit + 1),
  )
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map(({ post, isDue: due }) => rowOf(post, due)),
    nextBefore: rows.length > limit ? (shown.at(-1)?.post.id ?? null) : null,
  }
}

function chosen(filter: PostFilter | undefined): SQL | undefined {
  if (filter === undefined) return sql`${posts.status} <> 'dropped'`
  if (filter === 'due') return and(eq(posts.status, 'scheduled'), lte(posts.scheduledAt, marketNow))
  return eq(posts.status, filter satisfies PostStatus)
}

export function rowOf(post: Post, due: boolean): PostRow {
  const { id, title, status, waitsFor, scheduledAt, exportedAt, createdAt, texts, failure } = post
  const { missedAt, imageFile, listingId, photoUrl } = post
  const words = textsOf(texts)
  return {
    id,
    title,
    status,
    waitsFor,
    isDue: due,
    at: (exportedAt ?? scheduledAt ?? createdAt).toISOString(),
    networks: networks.filter((network) => words[network]),
    imageHref: imageFile ? fileHref(imageFile) : null,
    photoHref: listingId && photoUrl ? `/api/listings/${listingId}/photos/${webPhotoKey(photoUrl)}` : null,
    failure,
    missedAt: missedAt?.toISOString() ?? null,
  }
}

export type DatedPost = { id: string; title: string; status: PostStatus; at: Date; isDue: boolean }

/** More than anybody can look at. */
const MOST_DATED = 1_000

/** Posts that go out or went out in `[from, until)`, the earliest first. */
export async function postsBetween(
  { workspaceId }: WorkspaceContext,
  from: Date,
  until: Date,
): Promise<DatedPost[]> {
  const at = sql`coalesce(${posts.exportedAt}, ${posts.scheduledAt})`
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ id: posts.id, title: posts.title, status: posts.status, at: sql<string>`${at}`, isDue })
      .from(posts)
      .where(
        and(
          eq(posts.workspaceId, workspaceId),
          sql`${posts.status} in ('scheduled', 'exported')`,
          sql`${at} >= ${from.toISOString()}::timestamptz and ${at} < ${until.toISOString()}::timestamptz`,
        ),
      )
      .orderBy(at)
      .limit(MOST_DATED),
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
