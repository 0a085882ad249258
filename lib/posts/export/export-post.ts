import { inWorkspace } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { posts } from '@/db/schema'
import { recordExport } from '@/lib/billing/statement/record-export'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { assertFairWording, isPost, type Post, textsOf } from '../change-post'
import { assertMayBeShown } from '../display-rules'
import { originalUrlOf } from '../original-note'
import { pictureFault } from '../pictures/check-picture'
import { versionOfPost } from '../post-version'
import { listingPhotos } from '../save-post'
import { download, type HandoffResult, type PostContent } from '../targets/connectors'
import { contentOf } from '../targets/deliver-post'

export type ExportedPost = {
  post: Post
  content: PostContent
  /** Why the picture is left out. */
  fault: string | null
  /** All photos of its listing, as URLs. */
  photos: string[]
  /** All texts in one file. */
  file: HandoffResult
}

/**
 * A post to publish by hand, with its texts as they are published. A broken picture is left out and reported in the text. The
 * export is recorded.
 * @throws Refusal `not-found`, `post.restricted`, `post.unfit`
 */
export async function readExport(ctx: WorkspaceContext, id: string): Promise<ExportedPost> {
  const { workspaceId } = ctx
  const { post, originalUrl, photos } = await inWorkspace(workspaceId, async (tx) => {
    const [found] = await tx.select().from(posts).where(isPost(workspaceId, id))
    if (!found) throw notFound('post')
    await assertMayBeShown(tx, found)
    assertFairWording(textsOf(found.texts), found.title)
    await recordExport(tx, ctx, 'post', { rows: 1, id, version: versionOfPost(found) })
    return {
      post: found,
      originalUrl: await originalUrlOf(tx, found),
      photos: found.listingId ? await listingPhotos(tx, workspaceId, found.listingId) : [],
    }
  })
  const fault = await pictureFault(post)
  const content = contentOf(post, await readMarketNow(), originalUrl)
  return { post, content, fault, photos, file: await download(fault).publish(content) }
}

/** The texts of a post as one file. @throws as `readExport` */
export const exportPost = async (ctx: WorkspaceContext, id: string): Promise<HandoffResult> =>
  (await readExport(ctx, id)).file
