'use client'

import { useActionState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ActionState } from '@/lib/core/action-state'
import { formatCredits, formatDateTime, formatNumber } from '@/lib/core/format'
import type { FeedRow } from '@/lib/feeds/views'
import { FeedFields } from './feed-fields'
import { everyWords } from './feed-words'
import { SecretAddress } from './secret-address'

type Act = (before: ActionState, form: FormData) => Promise<ActionState>
type Props = {
  feed: FeedRow
  mayManage: boolean
  timeZone: string
  requestId: string
  actions: { change: Act; pause: Act; readdress: Act }
}

/** How a feed is, and what can be changed of it. */
export function FeedCard({ feed, mayManage, timeZone, requestId, actions }: Props) {
  const { id, name, paused, pullUrl, pullFailure, lastHeardAt, capCredits, spentCredits } = feed
  const title = `feed-${id}`
  return (
    <Card aria-labelledby={title}>
      <CardHeader
        id={title}
        title={name}
        description={
          pullUrl ? `Fetched ${everyWords(feed.pullEveryMinutes)}` : 'Your CRM sends files to its address'
        }
        action={<Badge tone={paused ? 'warn' : pullFailure ? 'bad' : 'good'}>{healthOf(feed)}</Badge>}
      />
      {pullFailure && (
        <Alert tone="warn" title="The last fetch brought nothing" className="mb-4">
          {pullFailure} It is tried again{' '}
          {feed.nextPullAt ? formatDateTime(feed.nextPullAt, timeZone) : 'at its next time'}.
        </Alert>
      )}
      <dl className="grid gap-3 text-sm sm:grid-cols-2">
        <div>
          <dt className="text-muted">Last heard of</dt>
          <dd>{lastHeardAt ? formatDateTime(lastHeardAt, timeZone) : 'Nothing has come yet'}</dd>
        </div>
        <div>
          <dt className="text-muted">Spent on posts this cycle</dt>
          <dd>
            {capCredits === null
              ? formatCredits(spentCredits)
              : `${formatNumber(spentCredits)} of ${formatCredits(capCredits)}`}
          </dd>
        </div>
      </dl>
      {mayManage && (
        <div className="mt-5 grid gap-4 border-t border-line pt-4">
          <div className="flex flex-wrap gap-3">
            <PauseForm action={actions.pause} id={id} name={name} paused={paused} />
          </div>
          <AddressForm action={actions.readdress} id={id} requestId={requestId} name={name} />
          <details>
            <summary className="w-fit cursor-pointer text-sm font-medium">Change {name}</summary>
            <ChangeForm action={actions.change} feed={feed} />
          </details>
        </div>
      )}
    </Card>
  )
}

function healthOf({ paused, pullFailure, lastHeardAt }: FeedRow): string {
  if (paused) return 'Paused'
  if (pullFailure) return 'Cannot be fetched'
  return lastHeardAt ? 'Working' : 'Waits for its first file'
}

function PauseForm({ action, id, name, paused }: { action: Act; id: string; name: string; paused: boolean }) {
  const [state, submit] = useActionState(action, null)
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="paused" value={paused ? 'no' : 'yes'} />
      <SubmitButton
        size="sm"
        variant="secondary"
        aria-label={`${paused ? 'Resume' : 'Pause'} posts of ${name}`}
      >
        {paused ? 'Resume posts' : 'Pause posts'}
      </SubmitButton>
      {state?.ok === false && <ActionMessage state={state} />}
    </form>
  )
}

type AddressProps = { action: Act; id: string; requestId: string; name: string }

function AddressForm({ action, id, requestId, name }: AddressProps) {
  const [state, submit] = useActionState(action, null)
  if (state?.ok) return <SecretAddress address={(state.data as { address: string }).address} />
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="requestId" value={requestId} />
      <SubmitButton
        size="sm"
        variant="secondary"
        className="justify-self-start"
        aria-label={`New secret address for ${name}`}
      >
        New secret address
      </SubmitButton>
      <p className="text-sm text-muted">The old one stops working at once.</p>
      {state?.ok === false && <ActionMessage state={state} />}
    </form>
  )
}

function ChangeForm({ action, feed }: { action: Act; feed: FeedRow }) {
  const [state, submit] = useActionState(action, null)
  return (
    <form action={submit} className="mt-4 grid max-w-2xl gap-4">
      <input type="hidden" name="id" value={feed.id} />
      <FeedFields values={feed} errors={state?.ok === false ? state.fieldErrors : undefined} />
      {!(state?.ok === false && state.fieldErrors) && <ActionMessage state={state} />}
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </form>
  )
}
