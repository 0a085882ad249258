'use client'

import { useEffect, useRef } from 'react'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card, CardHeader } from '@/components/ui/card'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { formatCredits, formatDateTime, formatNumber } from '@/lib/core/text/format'
import type { FeedRow } from '@/lib/feeds/views'
import { DisconnectDialog, FeedUrlForm } from './feed-connection'
import { FeedFields } from './feed-fields'
import { feedStatus, intervalLabel } from './feed-labels'
import { MissingListings } from './missing-listings'

type Act = FormAction
type Props = {
  feed: FeedRow
  mayManage: boolean
  timeZone: string
  requestId: string
  actions: Record<'change' | 'pause' | 'rotateUrl' | 'disconnect' | 'reconnect' | 'decideMissing', Act>
}

/** The state of a feed and its settings. A disconnected feed can be reconnected. */
export function FeedCard({ feed, mayManage, timeZone, requestId, actions }: Props) {
  const { id, name, paused, disconnectedAt } = feed
  const title = `feed-${id}`
  const card = useRef<HTMLElement>(null)
  const isConnected = disconnectedAt === null
  const status = feedStatus({
    ...feed,
    isDisconnected: !isConnected,
    failure: feed.pullFailure,
    asks: feed.missing !== null,
  })
  const wasConnected = useRef(isConnected)
  // The pressed button is removed, so move the focus to the card.
  useEffect(() => {
    if (wasConnected.current !== isConnected) card.current?.focus()
    wasConnected.current = isConnected
  }, [isConnected])
  return (
    <Card aria-labelledby={title} ref={card} tabIndex={-1}>
      <CardHeader
        id={title}
        title={name}
        description={describe(feed, timeZone)}
        action={<Badge tone={status.tone}>{status.label}</Badge>}
      />
      {isConnected ? (
        <FeedState feed={feed} timeZone={timeZone} />
      ) : (
        <p className="text-sm">
          This feed is disconnected. Listings and posts are kept.
          {mayManage && ' You can reconnect it with a new URL.'}
        </p>
      )}
      {feed.missing && (
        <MissingListings
          action={mayManage ? actions.decideMissing : null}
          feedName={name}
          missing={feed.missing}
        />
      )}
      {mayManage && isConnected && feed.seenByFormerMember && (
        <Alert tone="warn" title="A former member knows this URL" className="mt-4">
          The secret URL of this feed was last shown to someone who is no longer in the workspace. Create a
          new one and give it to your CRM.
        </Alert>
      )}
      {mayManage && (
        <div className="mt-5 grid gap-4 border-t border-line pt-4">
          {isConnected && (
            <div className="flex flex-wrap gap-3">
              <PauseForm action={actions.pause} id={id} name={name} paused={paused} />
              <DisconnectDialog action={actions.disconnect} feed={feed} />
            </div>
          )}
          <FeedUrlForm
            action={isConnected ? actions.rotateUrl : actions.reconnect}
            feed={feed}
            requestId={requestId}
          />
          {isConnected && (
            <details>
              <summary className="w-fit cursor-pointer text-sm font-medium">Edit {name}</summary>
              <ChangeForm action={actions.change} feed={feed} />
            </details>
          )}
        </div>
      )}
    </Card>
  )
}

function FeedState({ feed, timeZone }: { feed: FeedRow; timeZone: string }) {
  const { pullFailure, nextPullAt, lastHeardAt, capCredits, spentCredits } = feed
  return (
    <>
      {pullFailure && (
        <Alert tone="warn" title="Last fetch failed" className="mb-4">
          {pullFailure} We’ll retry{' '}
          {nextPullAt ? `on ${formatDateTime(nextPullAt, timeZone)}` : 'on the next scheduled run'}.
        </Alert>
      )}
      <dl className="grid gap-3 text-sm sm:grid-cols-2">
        <div>
          <dt className="text-muted">Last update</dt>
          <dd>{lastHeardAt ? formatDateTime(lastHeardAt, timeZone) : 'No files yet'}</dd>
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
    </>
  )
}

function describe({ disconnectedAt, pullUrl, pullEveryMinutes }: FeedRow, timeZone: string): string {
  if (disconnectedAt) return `Disconnected ${formatDateTime(disconnectedAt, timeZone)}`
  return pullUrl
    ? `Fetched ${intervalLabel(pullEveryMinutes).toLowerCase()}`
    : 'Your CRM sends files to the secret URL'
}

function PauseForm({ action, id, name, paused }: { action: Act; id: string; name: string; paused: boolean }) {
  const form = useForm(action)
  return (
    <Form form={form} className="grid gap-2" hidden={{ id, paused: paused ? 'no' : 'yes' }}>
      <SubmitButton
        size="sm"
        variant="secondary"
        aria-label={`${paused ? 'Resume' : 'Pause'} posts for ${name}`}
      >
        {paused ? 'Resume posts' : 'Pause posts'}
      </SubmitButton>
      <FormMessage form={form} failureOnly />
    </Form>
  )
}

function ChangeForm({ action, feed }: { action: Act; feed: FeedRow }) {
  const form = useForm(action)
  return (
    <Form form={form} className="mt-4 grid max-w-2xl gap-4" hidden={{ id: feed.id }}>
      <FeedFields values={feed} />
      <FormMessage form={form} />
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </Form>
  )
}
