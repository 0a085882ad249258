import { and, eq, ilike, lte, type SQL, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { posts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { containing } from '@/lib/core/paging/list-query'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { fileHref } from '@/lib/files/files'
import { webPhotoKey } from '@/lib/files/web-photo'
import { type Post, textsOf } from './change-post'
import { networks } from './shared/networks'
import type { PostRow, PostStatus } from './views'

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

type Query = PageQuery & {
  /** A part of the title. */
  search?: string | undefined
  filter?: PostFilter | undefined
}

/** Its time has come and it has not been sent, by the database's clock. */
const isDue = sql<boolean>`${posts.status} = 'scheduled' and ${posts.scheduledAt} <= ${marketNow}`

/** The workspace's posts, newest first. Archived posts are only listed when filtered for. */
export async function listPosts({ workspaceId }: WorkspaceContext, query: Query): Promise<Page<PostRow>> {
  const { search, filter } = query
  const page = pageClauses({ at: posts.createdAt, id: posts.id }, query)
  const named = search ? ilike(posts.title, containing(search)) : undefined
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ post: posts, isDue, cursor: page.cursor })
      .from(posts)
      .where(and(eq(posts.workspaceId, workspaceId), page.where, named, chosen(filter)))
      .orderBy(...page.orderBy)
      .limit(page.limit),
  )
  return toPage(rows, query, ({ post, isDue: due }) => rowOf(post, due))
}

function chosen(filter: PostFilter | undefined): SQL | undefined {
  if (filter === undefined) return sql`${posts.status} <> 'dropped'`
  if (filter === 'due') return and(eq(posts.status, 'scheduled'), lte(posts.scheduledAt, marketNow))
  return eq(posts.status, filter satisfies PostStatus)
}

export function rowOf(post: Post, due: boolean): PostRow {
  const { id, title, status, waitsFor, scheduledAt, exportedAt, createdAt, texts, failure } = post
  const { missedAt, imageFile, listingId, photoUrl } = post
  const stored = textsOf(texts)
  return {
    id,
    title,
    status,
    waitsFor,
    isDue: due,
    at: (exportedAt ?? scheduledAt ?? createdAt).toISOString(),
    networks: networks.filter((network) => stored[network]),
    imageHref: imageFile ? fileHref(imageFile) : null,
    photoHref: listingId && photoUrl ? `/api/listings/${listingId}/photos/${webPhotoKey(photoUrl)}` : null,
    failure,
    missedAt: missedAt?.toISOString() ?? null,
  }
}

export type DatedPost = { id: string; title: string; status: PostStatus; at: Date; isDue: boolean }

/** More than a calendar can show. */
const MOST_DATED = 1_000

/** Posts scheduled or posted in `[from, until)`, earliest first. */
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
