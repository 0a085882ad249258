import { ImageIcon } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ImageGrid } from '@/components/images/image-grid'
import { Library } from '@/components/paid-work/library'
import { listQuery } from '@/lib/core/paging/list-query'
import { listImageGroups } from '@/lib/images/list-image-groups'
import { workFilters } from '@/lib/paid-work/list'
import { DeletedNotice } from '../_work/deleted-notice'
import { restoreImage } from './actions'

export const metadata: Metadata = { title: 'Images' }

const IMAGES_A_PAGE = 24

const readQuery = listQuery({ filter: z.enum(workFilters) })

export default async function ImagesPage({ searchParams }: PageProps<'/images'>) {
  const workspace = await requireWorkspace()
  const params = await searchParams
  const query = readQuery(params)
  const { rows, ...page } = await listImageGroups(workspace, { ...query, limit: IMAGES_A_PAGE })
  return (
    <>
      <DeletedNotice params={params} href="/images" message="Image deleted." undo={restoreImage} />
      <Library
        title="Images"
        description="Listing images for social posts, with every version saved."
        href="/images"
        name="image"
        icon={ImageIcon}
        query={query}
        hint="Describe a home and choose a format to get an image in seconds."
        page={page}
      >
        {rows.length > 0 ? <ImageGrid rows={rows} timeZone={workspace.timeZone} /> : null}
      </Library>
    </>
  )
}
