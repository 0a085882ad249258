import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import type { ImageVersion } from '@/lib/images/views'

type Props = { before: ImageVersion; after: ImageVersion }

function descriptionOf({ changes, instruction, leftOut }: ImageVersion): string {
  if (instruction === null) return 'Regenerated from the same brief'
  if (changes === null) return `You requested: “${instruction}”. Check that everything was done.`
  const notDone = leftOut.length > 0 ? ` Not done: ${leftOut.join('; ')}.` : ''
  return `Changed: ${changes.join('; ')}.${notDone}`
}

/** A version beside the one it was made from. */
export function BeforeAfter({ before, after }: Props) {
  return (
    <Card aria-labelledby="before-after">
      <CardHeader id="before-after" title="Before and after" description={descriptionOf(after)} />
      <div className="grid grid-cols-2 gap-4">
        {[before, after].map((version) => (
          <figure key={version.id} className="grid content-start gap-2">
            {/* biome-ignore lint/performance/noImgElement: behind a session, so the optimizer cannot fetch it. */}
            <img
              src={version.href ?? ''}
              alt={`Version ${version.number}`}
              loading="lazy"
              className="max-h-96 w-full rounded-control bg-sunken object-contain"
            />
            <figcaption className="text-sm text-muted">
              <Link
                href={`/images/${version.id}`}
                className="font-medium text-brand-ink underline underline-offset-2"
              >
                Version {version.number}
              </Link>
              {version === after ? ' (this version)' : ''}
            </figcaption>
          </figure>
        ))}
      </div>
    </Card>
  )
}
