'use client'

import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { Dialog, DialogClose } from '@/components/ui/overlays/dialog'
import { countOf } from '@/lib/core/text/format'
import type { FeedRow } from '@/lib/feeds/views'
import { SecretUrl } from './secret-url'

type Act = FormAction

type UrlProps = { action: Act; feed: FeedRow; requestId: string }

/** Creates a new secret URL. For a disconnected feed this reconnects it. */
export function FeedUrlForm({ action, feed, requestId }: UrlProps) {
  const { id, name, disconnectedAt } = feed
  const form = useForm(action)
  const isConnected = disconnectedAt === null
  const { state } = form
  if (state?.ok && isConnected) return <SecretUrl address={(state.data as { address: string }).address} />
  return (
    <Form form={form} className="grid gap-2" hidden={{ id, requestId }}>
      <SubmitButton
        size="sm"
        variant="secondary"
        className="justify-self-start"
        aria-label={isConnected ? `Create new URL for ${name}` : `Reconnect ${name}`}
      >
        {isConnected ? 'Create new URL' : 'Reconnect'}
      </SubmitButton>
      <p className="text-sm text-muted">
        {isConnected
          ? 'The current URL stops working immediately.'
          : 'You’ll get a new secret URL for your CRM.'}
      </p>
      <FormMessage form={form} failureOnly />
    </Form>
  )
}

/** Says what ends and what is kept, and asks what to do with posts that have not been created. */
export function DisconnectDialog({ action, feed }: { action: Act; feed: FeedRow }) {
  const { id, name, pullUrl, waitingPosts } = feed
  const form = useForm(action, { toasts: true })
  return (
    <Dialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Disconnect ${name}`}>
          Disconnect
        </Button>
      }
      title={`Disconnect ${name}?`}
      description="We stop receiving listings from this CRM and stop creating posts for them automatically."
    >
      <Form form={form} className="grid gap-4" hidden={{ id }}>
        <ul className="grid list-disc gap-1.5 pl-5 text-sm leading-relaxed">
          <li>The secret URL stops accepting files{pullUrl ? ', and we stop fetching from yours' : ''}.</li>
          <li>Listings and existing posts are kept, including scheduled posts.</li>
          <li>You can reconnect it with a new URL.</li>
        </ul>
        {waitingPosts > 0 ? (
          <WaitingChoice waitingPosts={waitingPosts} />
        ) : (
          <input type="hidden" name="waiting" value="keep" />
        )}
        <FormMessage form={form} failureOnly />
        <div className="flex flex-wrap justify-end gap-3">
          <DialogClose render={<Button variant="secondary">Keep connected</Button>} />
          <SubmitButton variant="danger">Disconnect</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

const CHOICES = [
  { waiting: 'keep', label: 'Keep them', help: 'You can still create them later, at the current price.' },
  {
    waiting: 'drop',
    label: 'Discard them',
    help: 'You won’t be charged, and they won’t come back.',
  },
]

function WaitingChoice({ waitingPosts }: { waitingPosts: number }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">
        {countOf(waitingPosts, 'post hasn’t been created yet', 'posts haven’t been created yet')}
      </legend>
      {CHOICES.map(({ waiting, label, help }) => (
        <label
          key={waiting}
          className="flex cursor-pointer items-start gap-3 rounded-control border border-line p-3 text-sm has-checked:border-brand has-checked:bg-brand-soft"
        >
          <input
            type="radio"
            name="waiting"
            value={waiting}
            defaultChecked={waiting === 'keep'}
            className="mt-0.5 size-4 accent-brand"
          />
          <span>
            <span className="block font-medium">{label}</span>
            <span className="block">{help}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
