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
import { standing, waitReasons } from './post-labels'
import { ScheduleForms } from './schedule-forms'

type PostVerbs = Record<'approve' | 'schedule' | 'send' | 'posted' | 'drop' | 'takeUp', FormAction>

type Props = {
  post: PostView
  verbs: PostVerbs
  /** This person may approve, schedule and send. */
  decides: boolean
  /** How many addresses it would be sent to. */
  targets: number
  timeZone: string
  /** Why its picture can’t be used: it can be published without. */
  pictureFault: string | null
}

/** Where a post stands, and what can become of it next. */
export function PostDecisions({ post, verbs, decides, targets, timeZone, pictureFault }: Props) {
  const { id, status, version } = post
  const { label, tone } = standing(post)
  const hidden = { id }
  const seen = { id, version, ...(pictureFault && { withoutPicture: '1' }) }
  const without = pictureFault ? ' without picture' : ''
  const approved = status === 'approved' || status === 'scheduled'
  const open = status === 'draft' || approved
  return (
    <Card aria-labelledby="decide-title" className="grid gap-5">
      <CardHeader
        id="decide-title"
        title="What happens with it"
        action={<Badge tone={tone}>{label}</Badge>}
        className="mb-0"
      />
      <Standing post={post} targets={targets} timeZone={timeZone} />
      {status === 'draft' && !decides && (
        <p className="text-sm text-muted">An owner or admin approves it before it goes out.</p>
      )}
      {status === 'draft' && decides && (
        <ActionForm action={verbs.approve} hidden={seen} submit={`Approve${without}`} />
      )}
      {open && decides && (
        <ScheduleForms
          seen={seen}
          without={without}
          status={status}
          schedule={verbs.schedule}
          timeZone={timeZone}
        />
      )}
      {approved && decides && targets > 0 && (
        <ActionForm
          action={verbs.send}
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
            action={verbs.posted}
            hidden={hidden}
            submit="I have posted it"
            variant="secondary"
            size="sm"
          />
        )}
        {open && (
          <ActionForm
            action={verbs.drop}
            hidden={hidden}
            submit={post.missedAt ? 'Cancel post' : 'Put aside'}
            variant="ghost"
            size="sm"
          />
        )}
        {status === 'dropped' && post.networks.length > 0 && (
          <ActionForm
            action={verbs.takeUp}
            hidden={hidden}
            submit="Take up again"
            variant="secondary"
            size="sm"
          />
        )}
        <ButtonLink href="/posts/targets" variant="ghost" size="sm">
          Addresses
        </ButtonLink>
      </div>
    </Card>
  )
}

function Standing({ post, targets, timeZone }: Pick<Props, 'post' | 'targets' | 'timeZone'>) {
  const { waitsFor, failure, isDue, scheduledAt, exportedAt, missedAt, status, approvedBy } = post
  return (
    <>
      {waitsFor && (
        <p className="text-sm text-muted">
          {waitsFor === 'cap' && failure ? failure : waitReasons[waitsFor]}
        </p>
      )}
      {failure && status !== 'waiting' && <Alert tone="bad">{failure}</Alert>}
      {missedAt && (
        <Alert tone="warn" title="On hold because it’s late">
          This post was due on {formatDateTime(missedAt, timeZone)} and wasn’t sent in time. Send it now,
          reschedule it, or cancel it.
        </Alert>
      )}
      {isDue && targets === 0 && (
        <Alert tone="warn" title="Its time has come">
          Put it on the networks, then say so here. Posts go out by themselves once there is an address for
          them.
        </Alert>
      )}
      {scheduledAt && status === 'scheduled' && !isDue && (
        <p className="text-sm">Goes out on {formatDateTime(scheduledAt, timeZone)}.</p>
      )}
      {exportedAt && <p className="text-sm">Out since {formatDateTime(exportedAt, timeZone)}.</p>}
      {approvedBy && status !== 'draft' && <p className="text-sm text-muted">Approved by {approvedBy}.</p>}
    </>
  )
}
