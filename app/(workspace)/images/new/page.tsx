import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { z } from 'zod'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ImageForm } from '@/components/images/image-form'
import { SourceNote } from '@/components/reuse/source-note'
import { PageHeader } from '@/components/ui/page-header'
import { imageModel } from '@/lib/ai/image-model'
import { photoHref } from '@/lib/feeds/listings/listing-photo'
import { quote } from '@/lib/metering/metered'
import { sourceInQuery } from '@/lib/reuse/shared/source'
import { loadSource } from '../../_work/load-source'
import { generateImage } from '../actions'

export const metadata: Metadata = { title: 'New image' }

const Query = z.object({ from: sourceInQuery })

export default async function NewImagePage({ searchParams }: PageProps<'/images/new'>) {
  const workspace = await requireWorkspace()
  const { from } = Query.parse(await searchParams)
  const [price, { nextStep }, source] = await Promise.all([
    quote(workspace, 'image.generate'),
    summaryOf(workspace),
    loadSource(workspace, from),
  ])
  const { label, builtIn } = imageModel()
  return (
    <>
      <PageHeader
        title="New image"
        description="Start from a listing or a photo, or describe a home. Choose a layout before you pay."
      />
      {source && <SourceNote source={source} />}
      <ImageForm
        key={source?.id ?? ''}
        start={source?.brief ?? {}}
        listing={
          source?.kind === 'listing'
            ? {
                id: source.id,
                photos: source.photos.map((url, i) => ({
                  href: photoHref(source.id, url),
                  name: `photo ${i + 1} of the listing`,
                })),
              }
            : null
        }
        action={generateImage}
        requestId={randomUUID()}
        quote={price}
        nextStep={nextStep}
        painter={label}
        builtIn={builtIn}
      />
    </>
  )
}
