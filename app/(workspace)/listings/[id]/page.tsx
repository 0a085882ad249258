import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { listingLabels } from '@/components/feeds/feed-labels'
import { ListingHistoryView } from '@/components/feeds/listing-history'
import { UseMenu } from '@/components/reuse/use-menu'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { isRefusal } from '@/lib/core/errors'
import { getListing } from '@/lib/feeds/listings/get-listing'

export const metadata: Metadata = { title: 'Listing' }

export default async function ListingPage({ params }: PageProps<'/listings/[id]'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  // A hash in the form of a UUID, so not checked for a version.
  if (!z.guid().safeParse(id).success) notFound()
  const listing = await getListing(workspace, id).catch((error) => {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  })
  const { label, tone } = listingLabels[listing.status]
  return (
    <>
      <PageHeader
        title={listing.title}
        description={listing.priceWords || listing.sourceKey}
        action={
          <div className="flex flex-wrap items-center gap-3">
            <Badge tone={tone}>{label}</Badge>
            {listing.notForInternet === null && (
              <UseMenu source={{ kind: 'listing', id: listing.id }} postId={listing.post?.id} />
            )}
            <ButtonLink href="/listings" variant="secondary">
              All listings
            </ButtonLink>
          </div>
        }
      />
      <ListingHistoryView listing={listing} timeZone={workspace.timeZone} />
    </>
  )
}
