import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { visitOriginalPhoto } from '@/app/_lib/shared-links'
import { ClosedLink } from '../../closed-link'

export const metadata: Metadata = {
  title: 'Original photo',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
}

/** The original of an altered photo, for anyone with the link (R46). Shows nothing of the workspace but its name. */
export default async function OriginalPhotoPage({ params }: PageProps<'/shared/photos/[token]'>) {
  const { token } = await params
  const visit = await visitOriginalPhoto(token, await headers())
  if (visit.state !== 'open')
    return (
      <ClosedLink tooOften={visit.state === 'too-often'}>
        It is incomplete, or the photo is no longer published. Ask the agency for the original photo.
      </ClosedLink>
    )
  const { agencyName, widthPixels, heightPixels } = visit.photo
  return (
    <main className="mx-auto grid max-w-4xl gap-5 px-4 py-8 sm:px-6">
      <h1 className="font-serif text-3xl">Original photo</h1>
      <p className="leading-relaxed text-muted">
        {agencyName} published an altered version of this photo. This is the photo as it was uploaded, without
        changes to its content.
      </p>
      {/* biome-ignore lint/performance/noImgElement: a photo of one visitor, served as it is */}
      <img
        src={`/shared/photos/${token}/photo`}
        alt="The property before the changes"
        width={widthPixels}
        height={heightPixels}
        className="h-auto w-full rounded-lg border border-line"
      />
    </main>
  )
}
