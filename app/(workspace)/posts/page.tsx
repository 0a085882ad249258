import { Megaphone } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { filterLabels } from '@/components/posts/post-labels'
import { PostList } from '@/components/posts/post-list'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { FilterBar } from '@/components/ui/paging/filter-bar'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listQuery } from '@/lib/core/paging/list-query'
import { listPosts, postFilters } from '@/lib/posts/list-posts'

export const metadata: Metadata = { title: 'Posts' }

const POSTS_PER_PAGE = 25
const readQuery = listQuery({ filter: z.enum(postFilters) })

export default async function PostsPage({ searchParams }: PageProps<'/posts'>) {
  const workspace = await requireWorkspace()
  const query = readQuery(await searchParams)
  const { search, filter, before } = query
  const { rows, ...page } = await listPosts(workspace, { ...query, limit: POSTS_PER_PAGE })
  const create = <ButtonLink href="/posts/new">Create post</ButtonLink>
  const narrowed = Boolean(search || filter)
  return (
    <>
      <PageHeader
        title="Posts"
        description="Write, approve and schedule posts for your social networks."
        action={
          <div className="flex flex-wrap gap-2">
            <ButtonLink href="/posts/targets" variant="secondary">
              Webhooks
            </ButtonLink>
            {create}
          </div>
        }
      />
      <FilterBar
        href="/posts"
        label="Search posts"
        searchLabel="Search titles"
        search={search}
        filter={filter}
        choices={Object.entries(filterLabels).map(([value, label]) => ({ value, label }))}
        allLabel="All except archived"
      />
      {rows.length > 0 ? (
        <PostList rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState
            icon={Megaphone}
            title={narrowed ? 'No matching posts' : before ? 'No older posts' : 'No posts yet'}
            action={create}
          >
            {narrowed
              ? 'Try another search or clear the filters.'
              : 'Posts you write are free. Listings from a property feed get a post automatically.'}
          </EmptyState>
        </Card>
      )}
      <Pagination label="Pages of posts" {...pageLinks('/posts', query, page)} />
    </>
  )
}
