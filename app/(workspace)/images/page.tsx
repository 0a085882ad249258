import { ImageIcon } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ImageGrid } from '@/components/images/image-grid'
import { Library } from '@/components/paid-work/library'
import { listImages } from '@/lib/images/list-images'
import { LibraryQuery } from '../_work/library-query'

export const metadata: Metadata = { title: 'Images' }

const IMAGES_A_PAGE = 24

export default async function ImagesPage({ searchParams }: PageProps<'/images'>) {
  const workspace = await requireWorkspace()
  const query = LibraryQuery.parse(await searchParams)
  const { rows, nextBefore } = await listImages(workspace, { ...query, limit: IMAGES_A_PAGE })
  return (
    <Library
      title="Images"
      description="Listing images for social posts, every version kept."
      href="/images"
      name="image"
      icon={ImageIcon}
      query={query}
      hints={{
        search: 'Search for another part of a headline, or show all.',
        first: 'Describe a home and choose a format: an image to post is ready in seconds.',
      }}
      nextBefore={nextBefore}
    >
      {rows.length > 0 ? <ImageGrid rows={rows} timeZone={workspace.timeZone} /> : null}
    </Library>
  )
}
