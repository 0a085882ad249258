import Link from 'next/link'
import { countOf } from '@/lib/core/text/format'
import type { LeftBehind as Left } from '@/lib/workspaces/members/read-left-behind'

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

/** What ends when a member leaves or is removed, one line each, for the confirmation dialog. */
export function leftBehindLabels({ invitations, keys, campaigns, posts }: Left): string[] {
  return [
    invitations > 0 && `${countOf(invitations, 'open invitation')} will be canceled.`,
    keys > 0 && `${countOf(keys, 'API key')} will be revoked.`,
    campaigns > 0 &&
      `${countOf(campaigns, 'scheduled campaign')} won’t be sent until someone confirms ${campaigns === 1 ? 'it' : 'them'} again.`,
    posts > 0 && `${countOf(posts, 'scheduled post')} will move to drafts.`,
  ].filter((line) => line !== false)
}

type Ended = Pick<Left, 'invitations' | 'keys' | 'campaigns' | 'posts'>

/** What ended with the member, in one sentence. Empty if nothing did. */
export function endedMessage({ invitations, keys, campaigns, posts }: Ended): string {
  const parts = [
    invitations > 0 && `${countOf(invitations, 'invitation')} canceled`,
    keys > 0 && `${countOf(keys, 'API key')} revoked`,
    campaigns > 0 && `${countOf(campaigns, 'campaign')} unscheduled`,
    posts > 0 && `${countOf(posts, 'post')} moved to drafts`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? ` ${parts.join(', ')}.` : ''
}
