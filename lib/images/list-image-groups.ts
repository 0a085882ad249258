import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { images } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, toPage } from '@/lib/core/paging/page'
import { fileHref } from '@/lib/files/files'
import { statusesOf, type WorkQuery, workPageClauses } from '@/lib/paid-work/list'
import type { ImageGroup } from './views'

/** More versions are only on the image's own page. */
const MOST_VERSIONS = 60

/** The workspace's images, one row for each with its versions, by the newest of them. Searches the headlines. */
export async function listImageGroups(
  { workspaceId }: WorkspaceContext,
  query: WorkQuery,
): Promise<Page<ImageGroup>> {
  const { id, rootId, title, status, createdAt } = images
  const { cursor, where, orderBy, limit } = workPageClauses(images, workspaceId, query, [title])
  return readInWorkspace(workspaceId, async (tx) => {
    const newest = await tx
      .select({ id, rootId, title, status, createdAt, cursor })
      .from(images)
      .where(and(where, isNewest(workspaceId, query)))
      .orderBy(...orderBy)
      .limit(limit)
    const page = toPage(newest, query, ({ cursor: _, createdAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
    }))
    const roots = page.rows.map((row) => row.rootId)
    const versions = roots.length === 0 ? [] : await versionsOf(tx, workspaceId, roots)
    const byRoot = Map.groupBy(versions, (version) => version.rootId)
    return {
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        versions: (byRoot.get(row.rootId) ?? []).map(({ fileName, ...version }, i) => ({
          id: version.id,
          number: i + 1,
          status: version.status,
          href: fileName ? fileHref(fileName) : null,
        })),
      })),
    }
  })
}

/** No version of the same image that the filter shows is newer. */
function isNewest(workspaceId: number, { filter }: WorkQuery): SQL {
  const known = filter ? sql`and newer.status in ${statusesOf(filter)}` : sql``
  return sql`not exists (select from ${images} newer where newer.workspace_id = ${workspaceId}
    and newer.root_id = ${images.rootId} ${known}
    and (newer.created_at, newer.id) > (${images.createdAt}, ${images.id}))`
}

const versionsOf = (
  tx: Parameters<Parameters<typeof readInWorkspace>[1]>[0],
  workspaceId: number,
  roots: string[],
) =>
  tx
    .select({ id: images.id, rootId: images.rootId, status: images.status, fileName: images.fileName })
    .from(images)
    .where(and(eq(images.workspaceId, workspaceId), inArray(images.rootId, roots)))
    .orderBy(asc(images.createdAt), asc(images.id))
    .limit(MOST_VERSIONS * roots.length)
