import { ImageIcon } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ImageFilters } from '@/components/images/image-filters'
import { ImageGrid } from '@/components/images/image-grid'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listImages } from '@/lib/images/list-images'

export const metadata: Metadata = { title: 'Images' }

const IMAGES_A_PAGE = 24

const Query = z.object({
  before: z.uuid().optional().catch(undefined),
  search: z.string().trim().max(60).optional().catch(undefined),
  status: z.enum(['queued', 'running', 'ready', 'failed', 'cancelled']).optional().catch(undefined),
})

export default async function ImagesPage({ searchParams }: PageProps<'/images'>) {
  const workspace = await requireWorkspace()
  const { before, search, status } = Query.parse(await searchParams)
  const { rows, nextBefore } = await listImages(workspace, { limit: IMAGES_A_PAGE, before, search, status })
  const filtered = Boolean(search || status)
  const kept = new URLSearchParams({ ...(search ? { search } : {}), ...(status ? { status } : {}) })
  const older = new URLSearchParams([...kept, ['before', nextBefore ?? '']])
  const ask = <ButtonLink href="/images/new">New image</ButtonLink>
  return (
    <>
      <PageHeader
        title="Images"
        description="Listing images for social posts, every version kept."
        action={ask}
      />
      <ImageFilters search={search ?? ''} status={status ?? ''} />
      {rows.length > 0 ? (
        <ImageGrid rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState
            icon={ImageIcon}
            title={filtered ? 'No image matches' : before ? 'No older images' : 'No images yet'}
            action={
              filtered || before ? (
                <ButtonLink href="/images" variant="secondary">
                  All images
                </ButtonLink>
              ) : (
                ask
              )
            }
          >
            {filtered
              ? 'Try other words or another status.'
              : 'Describe a home and choose a format: an image to post is ready in seconds.'}
          </EmptyState>
        </Card>
      )}
      <nav aria-label="Pages of images" className="mt-6 flex justify-between">
        {before ? (
          <ButtonLink href={`/images?${kept}`} variant="secondary">
            Newest
          </ButtonLink>
        ) : (
          <span />
        )}
        {nextBefore && (
          <ButtonLink href={`/images?${older}`} variant="secondary">
            Older
          </ButtonLink>
        )}
      </nav>
    </>
  )
}
