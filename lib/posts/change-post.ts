import { and, eq } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { inWorkspace, type Queryable } from '@/db/client'
import { auditEvents, posts } from '@/db/schema'
import { allowedRoles, can } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { textsOf, versionOfPost } from './post-version'
import { type Network, networkRules, networks, type PostTexts, problemsOf } from './shared/networks'

export type Post = typeof posts.$inferSelect
type Change = PgUpdateSetSource<typeof posts>

export { textsOf }

export const isPost = (workspaceId: number, id: string) =>
  and(eq(posts.workspaceId, workspaceId), eq(posts.id, id))

/**
 * Changes a post under its lock as `decide` says, and writes down who did what; null changes nothing.
 * @throws Refusal `not-found`, and what `decide` refuses
 */
export async function changePost(
  { workspaceId, userId }: WorkspaceContext,
  id: string,
  verb: string,
  decide: (post: Post, tx: Queryable) => Promise<Change | null> | Change | null,
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const [post] = await tx.select().from(posts).where(isPost(workspaceId, id)).for('update')
    if (!post) throw notFound('post')
    const change = await decide(post, tx)
    if (!change) return
    await tx.update(posts).set(change).where(isPost(workspaceId, id))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: `post.${verb}`,
      detail: {
        id,
        from: post.status,
        to: typeof change.status === 'string' ? change.status : post.status,
        version: versionOfPost({ ...post, ...(change as Partial<Post>) }),
      },
    })
  })
}

/** What goes out under the agency's name is decided by who runs it. @throws Refusal `forbidden` */
export function mustApprove({ role }: WorkspaceContext): void {
  if (can(role, 'posts.approve')) return
  throw new Refusal('forbidden', `Only ${allowedRoles('posts.approve')} can approve and send posts.`)
}

/** @throws Refusal `post.closed`: it waits for its words, is out, or was put aside */
export function mustBeOpen({ status }: Post): void {
  if (status === 'draft' || status === 'approved' || status === 'scheduled') return
  const why = {
    waiting: 'This post waits for its words.',
    exported: 'This post is out already.',
    dropped: 'This post was put aside. Take it up again first.',
  }
  throw new Refusal('post.closed', why[status])
}

/** @throws Refusal `post.empty`, `post.unfit`: it is too long for a network, or has a place that nobody filled in */
export function mustFit(texts: PostTexts): void {
  if (!networks.some((network) => texts[network])) {
    throw new Refusal('post.empty', 'There are no words yet: write them for one network at least.')
  }
  const [first] = Object.entries(problemsOf(texts))
  if (!first) return
  const [network, problem] = first
  throw new Refusal(
    'post.unfit',
    `The words for ${networkRules[network as Network].label} are not ready. ${problem}`,
  )
}
