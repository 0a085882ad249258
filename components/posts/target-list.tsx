'use client'

import { Webhook } from 'lucide-react'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { TargetRow } from '@/lib/posts/views'

/** The secret is null for members who can't manage webhooks. */
type Shown = Omit<TargetRow, 'secret'> & { secret: string | null }
type Actions = { add: FormAction; rotate: FormAction; remove: FormAction }
type Props = { targets: Shown[]; actions: Actions | null; formId: string }

export function TargetList({ targets, actions, formId }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card aria-labelledby="targets-title">
        <CardHeader
          id="targets-title"
          title="Webhooks"
          description="Scheduled posts are sent to every webhook."
        />
        {targets.length === 0 ? (
          <EmptyState icon={Webhook} title="No webhooks yet">
            Add a webhook to send posts automatically, or download posts and publish them yourself.
          </EmptyState>
        ) : (
          <ul className="grid gap-6">
            {targets.map((target) => (
              <Target key={target.id} target={target} actions={actions} />
            ))}
          </ul>
        )}
      </Card>
      {actions && <AddTarget add={actions.add} id={formId} />}
    </div>
  )
}

function Target({ target: { id, name, url, secret }, actions }: { target: Shown; actions: Actions | null }) {
  return (
    <li className="grid gap-2 text-sm">
      <p className="font-medium">{name}</p>
      <p className="wrap-anywhere text-muted">{url}</p>
      {secret && (
        <details>
          <summary className="text-brand-ink underline underline-offset-3">Show secret</summary>
          <code className="mt-2 mb-2 block rounded-control bg-sunken p-2 font-mono text-xs wrap-anywhere">
            {secret}
          </code>
          <CopyButton text={secret} what={`the secret for ${name}`} />
        </details>
      )}
      {actions && (
        <div className="flex flex-wrap gap-2">
          <ActionForm
            action={actions.rotate}
            hidden={{ id }}
            submit="Rotate secret"
            submitLabel={`Rotate secret for ${name}`}
            variant="secondary"
            size="sm"
          />
          <ActionForm
            action={actions.remove}
            hidden={{ id }}
            submit="Remove webhook"
            submitLabel={`Remove ${name}`}
            variant="ghost"
            size="sm"
          />
        </div>
      )}
    </li>
  )
}

const URL_HINT =
  'Must start with https://. We POST JSON, signed in the header X-Market-Trak-Signature: t=seconds,v1=HMAC-SHA256 of “seconds.body”.'

function AddTarget({ add, id }: { add: FormAction; id: string }) {
  return (
    <Card aria-labelledby="add-title">
      <CardHeader id="add-title" title="Add webhook" />
      <ActionForm action={add} hidden={{ id }} submit="Add webhook">
        {(errors) => (
          <>
            <Field label="Name" error={errors.name}>
              <Input name="name" required maxLength={60} placeholder="Our website" />
            </Field>
            <Field label="URL" hint={URL_HINT} error={errors.url}>
              <Input name="url" type="url" required maxLength={500} placeholder="https://example.com/posts" />
            </Field>
          </>
        )}
      </ActionForm>
    </Card>
  )
}
