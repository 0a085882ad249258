import Link from 'next/link'
import type { LeftBehind as Left } from '@/lib/workspaces/members/read-left-behind'
import { leftBehindLabels } from './left-behind-labels'

/** What ends when a member leaves, and the feed URLs they still know until someone creates new ones. */
export function LeftBehind({ left, who }: { left: Left; who: string }) {
  const lines = leftBehindLabels(left)
  const { seenFeeds } = left
  return (
    <>
      {lines.length > 0 && (
        <ul className="grid list-disc gap-1 pl-5 text-sm">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {seenFeeds.length > 0 && (
        <p className="text-sm">
          {who} the secret URL of {seenFeeds.join(', ')}. It keeps working until you create a new one under{' '}
          <Link
            href="/workspace-settings?tab=feeds"
            className="font-medium text-brand-ink underline underline-offset-3"
          >
            Property feeds
          </Link>
          .
        </p>
      )}
    </>
  )
}
