'use client'

import { Webhook } from 'lucide-react'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { TargetRow } from '@/lib/posts/views'

/** The secret only for those who may manage it. */
type Shown = Omit<TargetRow, 'secret'> & { secret: string | null }
type Verbs = { add: FormAction; renew: FormAction; remove: FormAction }
type Props = { targets: Shown[]; verbs: Verbs | null; formId: string }

export function TargetList({ targets, verbs, formId }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card aria-labelledby="targets-title">
        <CardHeader
          id="targets-title"
          title="Addresses"
          description="A post is sent to each of them when its time comes."
        />
        {targets.length === 0 ? (
          <EmptyState icon={Webhook} title="No address yet">
            Until there is one, posts wait to be downloaded and put on the networks by hand.
          </EmptyState>
        ) : (
          <ul className="grid gap-6">
            {targets.map((target) => (
              <Target key={target.id} target={target} verbs={verbs} />
            ))}
          </ul>
        )}
      </Card>
      {verbs && <AddTarget add={verbs.add} id={formId} />}
    </div>
  )
}

function Target({ target: { id, name, url, secret }, verbs }: { target: Shown; verbs: Verbs | null }) {
  return (
    <li className="grid gap-2 text-sm">
      <p className="font-medium">{name}</p>
      <p className="wrap-anywhere text-muted">{url}</p>
      {secret && (
        <details>
          <summary className="text-brand-ink underline underline-offset-3">Show its secret</summary>
          <code className="mt-2 mb-2 block rounded-control bg-sunken p-2 font-mono text-xs wrap-anywhere">
            {secret}
          </code>
          <CopyButton text={secret} what={`the secret of ${name}`} />
        </details>
      )}
      {verbs && (
        <div className="flex flex-wrap gap-2">
          <ActionForm
            action={verbs.renew}
            hidden={{ id }}
            submit="New secret"
            submitLabel={`New secret for ${name}`}
            variant="secondary"
            size="sm"
          />
          <ActionForm
            action={verbs.remove}
            hidden={{ id }}
            submit="Remove"
            submitLabel={`Remove ${name}`}
            variant="ghost"
            size="sm"
          />
        </div>
      )}
    </li>
  )
}

const HOW =
  'Begins with https. It gets JSON by POST, with X-Market-Trak-Signature: t=seconds,v1=HMAC-SHA256 of “seconds.body” with its secret.'

function AddTarget({ add, id }: { add: FormAction; id: string }) {
  return (
    <Card aria-labelledby="add-title">
      <CardHeader id="add-title" title="Add an address" />
      <ActionForm action={add} hidden={{ id }} submit="Add">
        {(errors) => (
          <>
            <Field label="Name" error={errors.name}>
              <Input name="name" required maxLength={60} placeholder="Our website" />
            </Field>
            <Field label="Address" hint={HOW} error={errors.url}>
              <Input name="url" type="url" required maxLength={500} placeholder="https://example.com/posts" />
            </Field>
          </>
        )}
      </ActionForm>
    </Card>
  )
}
