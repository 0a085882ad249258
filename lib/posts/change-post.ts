import { and, eq } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import { inWorkspace, type Queryable } from '@/db/client'
import { auditEvents, posts } from '@/db/schema'
import { allowedRoles, can } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import { textsOf, versionOfPost } from './post-version'
import { type Network, networkRules, networks, type PostTexts, problemsOf } from './shared/networks'

export type Post = typeof posts.$inferSelect
type Change = PgUpdateSetSource<typeof posts>

export { textsOf }

export const isPost = (workspaceId: number, id: string) =>
  and(eq(posts.workspaceId, workspaceId), eq(posts.id, id))

/**
 * Changes a post under its lock as `decide` returns, and records who did what. Null changes nothing.
 * @throws Refusal `not-found`, and what `decide` throws
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

/** Only members who can approve posts publish under the agency's name. @throws Refusal `forbidden` */
export function assertMayApprove({ role }: WorkspaceContext): void {
  if (can(role, 'posts.approve')) return
  throw new Refusal('forbidden', `Only ${allowedRoles('posts.approve')} can approve and send posts.`)
}

/** @throws Refusal `post.closed`: it is not created yet, posted, or archived */
export function assertOpen({ status }: Post): void {
  if (status === 'draft' || status === 'approved' || status === 'scheduled') return
  const reason = {
    waiting: 'This post hasn’t been created yet. Approve it in the property feed first.',
    exported: 'This post has already been posted.',
    dropped: 'This post is archived. Restore it first.',
  }
  throw new Refusal('post.closed', reason[status])
}

/**
 * @throws Refusal `post.empty`, `post.unfit`: it is too long for a network, has a blank that is not filled in, or wording
 *   that fair housing law doesn’t allow (R46)
 */
export function assertPublishable(texts: PostTexts, title: string): void {
  if (!networks.some((network) => texts[network])) {
    throw new Refusal('post.empty', 'This post has no text. Write one for at least one network.')
  }
  assertFairWording(texts, title)
  const [first] = Object.entries(problemsOf(texts))
  if (!first) return
  const [network, problem] = first
  throw new Refusal(
    'post.unfit',
    `The text for ${networkRules[network as Network].label} isn’t ready. ${problem}`,
  )
}

/** The wording of a post, whether it is sent or downloaded (R46). @throws Refusal `post.unfit`, which names the words */
export function assertFairWording(texts: PostTexts, title: string): void {
  const inTitle = unfairMessage(title)
  if (inTitle) throw new Refusal('post.unfit', `The title isn’t ready. ${inTitle}`)
  for (const network of networks) {
    const unfair = unfairMessage(texts[network] ?? '')
    if (unfair)
      throw new Refusal('post.unfit', `The text for ${networkRules[network].label} isn’t ready. ${unfair}`)
  }
}
