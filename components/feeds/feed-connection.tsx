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

type AddressProps = { action: Act; feed: FeedRow; requestId: string }

/** A new secret address; for a feed that was disconnected it connects it again. */
export function AddressForm({ action, feed, requestId }: AddressProps) {
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
        aria-label={isConnected ? `New secret address for ${name}` : `Connect again: ${name}`}
      >
        {isConnected ? 'New secret address' : 'Connect again'}
      </SubmitButton>
      <p className="text-sm text-muted">
        {isConnected ? 'The old one stops working at once.' : 'It gets a new secret address for your CRM.'}
      </p>
      <FormMessage form={form} failureOnly />
    </Form>
  )
}

/** Says what ends and what stays, and asks what becomes of the posts that wait. */
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
      description="Nothing more comes from this CRM, and nothing more is spent on its listings by itself."
    >
      <Form form={form} className="grid gap-4" hidden={{ id }}>
        <ul className="grid list-disc gap-1.5 pl-5 text-sm leading-relaxed">
          <li>
            Its secret address takes no file any more{pullUrl ? ', and its own is not asked again' : ''}.
          </li>
          <li>Its listings stay, and so do the posts that are made, also those on the calendar.</li>
          <li>It can be connected again under a new address.</li>
        </ul>
        {waitingPosts > 0 ? (
          <WaitingChoice waitingPosts={waitingPosts} />
        ) : (
          <input type="hidden" name="waiting" value="keep" />
        )}
        <FormMessage form={form} failureOnly />
        <div className="flex flex-wrap justify-end gap-3">
          <DialogClose render={<Button variant="secondary">Keep it connected</Button>} />
          <SubmitButton variant="danger">Disconnect</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

const CHOICES = [
  { waiting: 'keep', label: 'Keep them', words: 'A click can still have them made, at its price.' },
  {
    waiting: 'drop',
    label: 'Let them go',
    words: 'They cost nothing, and do not come back with their listings.',
  },
]

function WaitingChoice({ waitingPosts }: { waitingPosts: number }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">
        {countOf(waitingPosts, 'post of its listings waits', 'posts of its listings wait')}
      </legend>
      {CHOICES.map(({ waiting, label, words }) => (
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
            <span className="block">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
