import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { posts } from '@/db/schema'
import { settlePosts } from './settle-posts'

/**
 * Fails the post that was being created when the process ended. After a crash posts are created one by one, oldest first,
 * so it is the oldest one. Its credits are released, and the others continue.
 */
export async function failPost({ workspaceId }: { workspaceId: number }, failure: string): Promise<void> {
  const failed = await inWorkspace(workspaceId, async (tx) => {
    const [first] = await tx
      .select({ id: posts.id })
      .from(posts)
      .where(
        and(
          eq(posts.workspaceId, workspaceId),
          eq(posts.status, 'waiting'),
          eq(posts.waitsFor, 'next'),
          isNotNull(posts.quotedCredits),
        ),
      )
      .orderBy(asc(posts.createdAt), asc(posts.id))
      .limit(1)
      .for('update')
    if (!first) return null
    await tx
      .update(posts)
      .set({ waitsFor: 'failed', failure, quotedCredits: null })
      .where(and(eq(posts.workspaceId, workspaceId), eq(posts.id, first.id)))
    return first
  })
  if (failed) await settlePosts(workspaceId, [failed.id])
}
