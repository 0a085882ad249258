import { and, desc, eq, ilike, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { images } from '@/db/schema'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkspaceContext } from '@/lib/core/context'
import { fileHref } from '@/lib/files/files'
import type { ImagePage, ImageStatus } from './views'

/** What a person chooses by. */
export const imageFilters = ['ready', 'unfinished', 'ended'] as const
type ImageFilter = (typeof imageFilters)[number]

const STATUSES: Record<ImageFilter, ImageStatus[]> = {
  ready: ['ready'],
  unfinished: ['queued', 'running'],
  ended: ['failed', 'cancelled'],
}

type Query = {
  limit: number
  /** The last image of the page before. */
  before?: string | undefined
  /** Part of the headline. */
  search?: string | undefined
  filter?: ImageFilter | undefined
}

/** The workspace's images, every version one, newest first. */
export async function listImages({ workspaceId }: WorkspaceContext, query: Query): Promise<ImagePage> {
  const { limit, before, search, filter } = query
  // Found by position and not by offset; the place is read from the row itself, to the microsecond.
  const older =
    before === undefined
      ? undefined
      : sql`(${images.createdAt}, ${images.id}) < (
          select b.created_at, b.id from images b where b.workspace_id = ${workspaceId} and b.id = ${before})`
  const named = search ? ilike(images.title, `%${search.replace(/[\\%_]/g, '\\$&')}%`) : undefined
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(images)
      .where(
        and(
          eq(images.workspaceId, workspaceId),
          older,
          named,
          filter ? inArray(images.status, STATUSES[filter]) : undefined,
        ),
      )
      .orderBy(desc(images.createdAt), desc(images.id))
      .limit(limit + 1),
  )
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map(({ id, title, action, status, progressPercent, createdAt, brief, fileName }) => ({
      id,
      title,
      action,
      status,
      progressPercent,
      createdAt: createdAt.toISOString(),
      format: ListingFacts.parse(brief).format,
      href: fileName ? fileHref(fileName) : null,
    })),
    nextBefore: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
