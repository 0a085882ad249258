import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { PaidLink } from '@/components/credits/paid-link'
import { DeliveryList } from '@/components/posts/delivery-list'
import { PostDecisions } from '@/components/posts/post-decisions'
import { PostEditor } from '@/components/posts/post-editor'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { isRefusal } from '@/lib/core/errors'
import { getPost } from '@/lib/posts/get-post'
import { PostId } from '@/lib/posts/post-input'
import { listTargets } from '@/lib/posts/targets/targets'
import {
  approvePost,
  archivePost,
  markPosted,
  restorePost,
  savePost,
  schedulePost,
  sendPost,
} from '../actions'
import { picturesFor, publisherOf } from '../pictures'

export const metadata: Metadata = { title: 'Post' }

export default async function PostPage({ params }: PageProps<'/posts/[id]'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  if (!PostId.safeParse(id).success) notFound()
  const post = await getPost(workspace, id).catch((error) => {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  })
  const [{ pictures, picture, pictureFault }, targets, publisher] = await Promise.all([
    picturesFor(workspace, post),
    listTargets(workspace),
    publisherOf(workspace),
  ])
  const { timeZone } = workspace
  const open = post.status === 'draft' || post.status === 'approved' || post.status === 'scheduled'
  return (
    <>
      <PageHeader
        title={post.title}
        description={post.model ? `Written by ${post.model}` : undefined}
        action={
          <div className="flex flex-wrap items-center gap-3">
            <PaidLink paid={post.paid} />
            <ButtonLink href="/posts" variant="secondary">
              All posts
            </ButtonLink>
          </div>
        }
      />
      <PostEditor
        action={savePost}
        id={id}
        title={post.title}
        texts={post.texts}
        pictures={pictures}
        picture={picture}
        pictureFault={pictureFault}
        readOnly={!open}
        publisher={publisher}
      >
        <PostDecisions
          post={post}
          actions={{
            approve: approvePost,
            schedule: schedulePost,
            send: sendPost,
            markPosted,
            archive: archivePost,
            restore: restorePost,
          }}
          decides={can(workspace.role, 'posts.approve')}
          targets={targets.length}
          timeZone={timeZone}
          pictureFault={open ? pictureFault : null}
        />
        <DeliveryList deliveries={post.deliveries} timeZone={timeZone} />
      </PostEditor>
    </>
  )
}
