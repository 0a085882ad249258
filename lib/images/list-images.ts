import { readInWorkspace } from '@/db/client'
import { images } from '@/db/schema'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, toPage } from '@/lib/core/paging/page'
import { fileHref } from '@/lib/files/files'
import { type WorkQuery, workPageClauses } from '@/lib/paid-work/list'
import type { ImageRow } from './views'

/** The workspace's images, each version separately, newest first. Searches the headline. */
export async function listImages(
  { workspaceId }: WorkspaceContext,
  query: WorkQuery,
): Promise<Page<ImageRow>> {
  const { id, title, action, status, progressPercent, createdAt, brief, fileName } = images
  const { cursor, where, orderBy, limit } = workPageClauses(images, workspaceId, query, [title])
  const rows = await readInWorkspace(workspaceId, (tx) =>
    tx
      .select({ id, title, action, status, progressPercent, createdAt, brief, fileName, cursor })
      .from(images)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit),
  )
  return toPage(rows, query, ({ cursor: _, brief, fileName, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    format: ListingFacts.parse(brief).format,
    href: fileName ? fileHref(fileName) : null,
  }))
}
