import { ImageIcon } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ImageGrid } from '@/components/images/image-grid'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LibraryPages } from '@/components/work/library-pages'
import { LibrarySearch } from '@/components/work/library-search'
import { imageFilters, listImages } from '@/lib/images/list-images'

export const metadata: Metadata = { title: 'Images' }

const IMAGES_A_PAGE = 24

/** What does not fit is as if it were not there. */
const Query = z.object({
  q: z.string().trim().min(1).max(120).optional().catch(undefined),
  show: z.enum(imageFilters).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
})

const choices = [
  { value: 'ready', label: 'Ready' },
  { value: 'unfinished', label: 'In progress' },
  { value: 'ended', label: 'Failed or cancelled' },
]

export default async function ImagesPage({ searchParams }: PageProps<'/images'>) {
  const workspace = await requireWorkspace()
  const { q: search, show, before } = Query.parse(await searchParams)
  const { rows, nextBefore } = await listImages(workspace, {
    limit: IMAGES_A_PAGE,
    before,
    search,
    filter: show,
  })
  const ask = <ButtonLink href="/images/new">New image</ButtonLink>
  const narrowed = Boolean(search || show)
  return (
    <>
      <PageHeader
        title="Images"
        description="Listing images for social posts, every version kept."
        action={ask}
      />
      {(rows.length > 0 || narrowed) && (
        <LibrarySearch href="/images" label="Search images" search={search} show={show} choices={choices} />
      )}
      {rows.length > 0 ? (
        <ImageGrid rows={rows} timeZone={workspace.timeZone} />
      ) : (
        <Card>
          <EmptyState
            icon={ImageIcon}
            title={emptyTitle(narrowed, before)}
            action={narrowed || before ? null : ask}
          >
            {narrowed
              ? 'Search for another part of a headline, or show all.'
              : 'Describe a home and choose a format: an image to post is ready in seconds.'}
          </EmptyState>
        </Card>
      )}
      <LibraryPages
        href="/images"
        label="Pages of images"
        search={search}
        show={show}
        before={before}
        nextBefore={nextBefore}
      />
    </>
  )
}

function emptyTitle(narrowed: boolean, before: string | undefined): string {
  if (narrowed) return 'No image matches'
  return before ? 'No older images' : 'No images yet'
}
