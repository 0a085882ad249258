import { Download } from 'lucide-react'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { formatDateTime } from '@/lib/core/text/format'
import type { PostView } from '@/lib/posts/views'
import { postStatusLabel, waitReasons } from './post-labels'
import { ScheduleForms } from './schedule-forms'

type PostActions = Record<'approve' | 'schedule' | 'send' | 'markPosted' | 'archive' | 'restore', FormAction>

type Props = {
  post: PostView
  actions: PostActions
  /** Whether the member can approve, schedule and send. */
  decides: boolean
  /** The number of webhooks it would be sent to. */
  targets: number
  timeZone: string
  /** Why the picture can’t be used. The post can be published without it. */
  pictureFault: string | null
}

/** The status of a post and what the member can do next. */
export function PostDecisions({ post, actions, decides, targets, timeZone, pictureFault }: Props) {
  const { id, status, version } = post
  const { label, tone } = postStatusLabel(post)
  const hidden = { id }
  const seen = { id, version, ...(pictureFault && { withoutPicture: '1' }) }
  const without = pictureFault ? ' without picture' : ''
  const approved = status === 'approved' || status === 'scheduled'
  const open = status === 'draft' || approved
  return (
    <Card aria-labelledby="decide-title" className="grid gap-5">
      <CardHeader
        id="decide-title"
        title="Publishing"
        action={<Badge tone={tone}>{label}</Badge>}
        className="mb-0"
      />
      <PostStatus post={post} targets={targets} timeZone={timeZone} />
      {status === 'draft' && !decides && (
        <p className="text-sm text-muted">
          An owner or admin needs to approve this post before it’s published.
        </p>
      )}
      {status === 'draft' && decides && (
        <ActionForm action={actions.approve} hidden={seen} submit={`Approve${without}`} />
      )}
      {open && decides && (
        <ScheduleForms
          seen={seen}
          without={without}
          status={status}
          schedule={actions.schedule}
          timeZone={timeZone}
        />
      )}
      {approved && decides && targets > 0 && (
        <ActionForm
          action={actions.send}
          hidden={seen}
          submit={`${post.deliveries.length > 0 ? 'Send again' : 'Send now'}${without}`}
          variant="secondary"
        />
      )}
      <div className="flex flex-wrap items-start gap-3 border-t border-line pt-5">
        {post.networks.length > 0 && (
          <DownloadLink href={`/api/posts/${id}/export`} size="sm">
            <Download aria-hidden="true" />
            {`Download${without}`}
          </DownloadLink>
        )}
        {approved && (
          <ActionForm
            action={actions.markPosted}
            hidden={hidden}
            submit="Mark as posted"
            variant="secondary"
            size="sm"
          />
        )}
        {open && (
          <ActionForm
            action={actions.archive}
            hidden={hidden}
            submit={post.missedAt ? 'Cancel post' : 'Archive'}
            variant="ghost"
            size="sm"
          />
        )}
        {status === 'dropped' && post.networks.length > 0 && (
          <ActionForm
            action={actions.restore}
            hidden={hidden}
            submit="Restore"
            variant="secondary"
            size="sm"
          />
        )}
        <ButtonLink href="/posts/targets" variant="ghost" size="sm">
          Webhooks
        </ButtonLink>
      </div>
    </Card>
  )
}

/** Reasons that the post itself explains in more detail. */
const explained = new Set<string>(['cap', 'relisted', 'wording'])

function PostStatus({ post, targets, timeZone }: Pick<Props, 'post' | 'targets' | 'timeZone'>) {
  const { waitsFor, failure, isDue, scheduledAt, exportedAt, missedAt, status, approvedBy } = post
  return (
    <>
      {waitsFor && (
        <p className="text-sm text-muted">
          {failure && explained.has(waitsFor) ? failure : waitReasons[waitsFor]}
        </p>
      )}
      {failure && status !== 'waiting' && <Alert tone="bad">{failure}</Alert>}
      {post.originalPhotoUrl && (
        <p className="text-sm text-muted">
          The picture is an altered photo. Published texts end with a link to the{' '}
          <a href={post.originalPhotoUrl} className="text-brand-ink underline underline-offset-2">
            original photo
          </a>
          .
        </p>
      )}
      {missedAt && (
        <Alert tone="warn" title="On hold because it’s late">
          This post was due on {formatDateTime(missedAt, timeZone)} and wasn’t sent in time. Send it now,
          reschedule it, or cancel it.
        </Alert>
      )}
      {isDue && targets === 0 && (
        <Alert tone="warn" title="Ready to post">
          Publish it on your networks, then mark it as posted. To send posts automatically, add a webhook.
        </Alert>
      )}
      {scheduledAt && status === 'scheduled' && !isDue && (
        <p className="text-sm">Scheduled for {formatDateTime(scheduledAt, timeZone)}.</p>
      )}
      {exportedAt && <p className="text-sm">Posted on {formatDateTime(exportedAt, timeZone)}.</p>}
      {approvedBy && status !== 'draft' && <p className="text-sm text-muted">Approved by {approvedBy}.</p>}
    </>
  )
}
