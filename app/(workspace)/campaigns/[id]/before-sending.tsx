import { randomUUID } from 'node:crypto'
import { summaryOf } from '@/app/_lib/credits'
import { ConfirmForm } from '@/components/campaigns/confirm-form'
import { RecipientPreviewCard } from '@/components/campaigns/recipient-preview'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import { previewForRecipient } from '@/lib/campaigns/get-campaign'
import {
  readTrialAllowance,
  type TrialAllowance,
  trialLimitMessage,
} from '@/lib/campaigns/sending/trial-allowance'
import type { CampaignView } from '@/lib/campaigns/views'
import { countOf, formatDateTime, formatTime } from '@/lib/core/text/format'
import { quote } from '@/lib/metering/metered'
import { PLANS_HREF } from '@/lib/metering/refusals'
import { readBranding } from '@/lib/templates/render/branding'
import type { Membership } from '@/lib/workspaces/members/membership'
import { confirmCampaign, deleteDraft, sendCampaignLater, stopCampaign } from '../actions'
import { GapsNote } from './gaps-note'

type Props = { workspace: Membership; view: CampaignView; person: number }

/** A campaign before sending: its preview, its cost and its schedule. */
export async function BeforeSending({ workspace, view, person }: Props) {
  const { id, status, recipients, leftOut, scheduledAt, failure, gaps, awaitsCreditsUntil } = view
  const [preview, price, { nextStep }, { postalAddress }, trial] = await Promise.all([
    previewForRecipient(workspace, id, person),
    quote(workspace, 'campaign.send', Math.max(recipients, 1)),
    summaryOf(workspace),
    readBranding(workspace),
    readTrialAllowance(workspace, view),
  ])
  const isBeyondTrial = trial !== null && trial.wanted > trial.left
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {preview ? (
        <RecipientPreviewCard preview={preview} href={`/campaigns/${id}`} />
      ) : (
        <Alert tone="warn" title="No recipients">
          No one on {view.listName} can receive this email. Add contacts to the list or choose another one.
        </Alert>
      )}
      <div className="grid gap-6">
        {status === 'held' && scheduledAt && (
          <Alert
            tone="warn"
            title={`On hold: scheduled for ${formatDateTime(scheduledAt, workspace.timeZone)}`}
          >
            {failure} Nothing was sent or charged. Send it now, reschedule it or move it to drafts.
          </Alert>
        )}
        {status === 'refused' && (
          <Alert
            tone="bad"
            title="This campaign wasn’t sent"
            action={
              view.canSendLater && (
                <ActionForm
                  action={sendCampaignLater}
                  hidden={{ id }}
                  submit="Send in 1 hour"
                  variant="secondary"
                  size="sm"
                />
              )
            }
          >
            {failure} You can try again.
          </Alert>
        )}
        {status === 'scheduled' && scheduledAt ? (
          <Card className="grid gap-4">
            {awaitsCreditsUntil && (
              <Alert tone="warn" title="Waiting for credits">
                Other work has reserved the credits this campaign needs. We’ll send it when they’re available
                again, until {formatTime(awaitsCreditsUntil, workspace.timeZone)}. Nothing is charged before.
              </Alert>
            )}
            <Alert tone="good" title={`Scheduled for ${formatDateTime(scheduledAt, workspace.timeZone)}`}>
              It goes to {countOf(recipients, 'person', 'people')}, and the cost is reserved when sending
              starts. If sending is more than {countOf(view.lateAfterHours, 'hour')} late, we put it on hold
              and ask you.
            </Alert>
            <ActionForm action={stopCampaign} hidden={{ id }} submit="Unschedule" variant="secondary" />
          </Card>
        ) : (
          recipients > 0 &&
          !isBeyondTrial &&
          gaps.length === 0 && (
            <ConfirmForm
              action={confirmCampaign}
              id={id}
              version={view.version}
              requestId={randomUUID()}
              people={recipients}
              listName={view.listName}
              lateAfterHours={view.lateAfterHours}
              quote={price}
              nextStep={nextStep}
              timeZone={workspace.timeZone}
            />
          )
        )}
        {gaps.length > 0 && <GapsNote id={id} gaps={gaps} />}
        {trial && status !== 'scheduled' && <TrialNote trial={trial} />}
        {leftOut > 0 && (
          <p className="text-sm text-muted">
            {countOf(leftOut, 'suppressed contact')} on this list won’t receive it.
          </p>
        )}
        {postalAddress === '' && (
          <Alert
            tone="warn"
            action={
              <ButtonLink href="/templates/sender" variant="secondary" size="sm">
                Add address
              </ButtonLink>
            }
          >
            Your postal address is missing from the email footer. Many countries require it by law.
          </Alert>
        )}
        {status === 'draft' && (
          <div className="flex flex-wrap gap-3">
            <ButtonLink href={`/campaigns/${id}/edit`} variant="secondary">
              Edit
            </ButtonLink>
            <ActionForm action={deleteDraft} hidden={{ id }} submit="Delete draft" variant="ghost" />
          </div>
        )}
        {(status === 'refused' || status === 'held') && (
          <ActionForm action={stopCampaign} hidden={{ id }} submit="Move to drafts" variant="secondary" />
        )}
      </div>
    </div>
  )
}

/** The trial’s sending limit, shown before the click. */
function TrialNote({ trial }: { trial: TrialAllowance }) {
  const { limit, left, wanted } = trial
  if (wanted <= left) {
    return (
      <p className="text-sm text-muted">
        During your trial, you can email {limit} people outside your workspace. You have {left} left, and this
        campaign uses {wanted}.
      </p>
    )
  }
  return (
    <Alert
      tone="warn"
      title="Too many recipients for a trial"
      action={
        <ButtonLink href={PLANS_HREF} variant="secondary" size="sm">
          See plans
        </ButtonLink>
      }
    >
      {trialLimitMessage(trial)}
    </Alert>
  )
}
