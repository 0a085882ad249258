import { Megaphone } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { LibraryPages } from '@/components/paid-work/pagination'
import { PostFilters } from '@/components/posts/post-filters'
import { PostList } from '@/components/posts/post-list'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listPosts, postFilters } from '@/lib/posts/list-posts'

export const metadata: Metadata = { title: 'Posts' }

const POSTS_A_PAGE = 25
const Query = z.object({
  before: z.guid().optional().catch(undefined),
  q: z.string().trim().max(60).optional().catch(undefined),
  show: z.enum(postFilters).optional().catch(undefined),
})

export default async function PostsPage({ searchParams }: PageProps<'/posts'>) {
  const workspace = await requireWorkspace()
  const { before, q: search, show } = Query.parse(await searchParams)
  const { rows, nextBefore } = await listPosts(workspace, {
    limit: POSTS_A_PAGE,
    before,
    search,
    filter: show,
  })
  const write = <ButtonLink href="/posts/new">Write a post</ButtonLink>
  const narrowed = Boolean(search || show || before)
  return (
    <>
      <PageHeader
        title="Posts"
        description="For the social networks: written by hand or for a listing, approved, then sent or downloaded."
        action={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href="/posts/targets" variant="secondary">
              Addresses
            </ButtonLink>
            {write}
          </div>
        }
      />
      <PostFilters search={search ?? ''} show={show ?? ''} />
      {rows.length > 0 ? (
        <PostList rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState
            icon={Megaphone}
            title={narrowed ? 'No posts like that' : 'No posts yet'}
            action={write}
          >
            {narrowed
              ? 'Look for something else, or among all of them.'
              : 'Writing one by hand costs nothing. New listings of a property feed get theirs by themselves.'}
          </EmptyState>
        </Card>
      )}
      <LibraryPages
        href="/posts"
        label="Pages of posts"
        search={search}
        show={show}
        before={before}
        nextBefore={nextBefore}
      />
    </>
  )
}
