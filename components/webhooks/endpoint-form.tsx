'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { webhookEvents } from '@/lib/webhooks/shared/events'

export type EndpointFormProps = {
  action: FormAction
  /** Of the endpoint that it creates, so that a second click creates nothing. */
  id: string
  /** What an endpoint that is changed has; left out: it is a new one. */
  endpoint?: { url: string; description: string; events: readonly string[] }
}

export function EndpointForm({ action, id, endpoint }: EndpointFormProps) {
  const form = useForm(action, { toasts: endpoint !== undefined })
  return (
    <Form form={form} hidden={{ id }} className="grid max-w-lg gap-4">
      <Field label="URL" hint="A public URL that starts with https://." name="url">
        <Input
          type="url"
          defaultValue={endpoint?.url}
          required
          maxLength={500}
          autoComplete="off"
          placeholder="https://example.com/webhooks"
        />
      </Field>
      <Field label="Description" hint="Optional. What receives the events." name="description">
        <Input defaultValue={endpoint?.description} maxLength={120} autoComplete="off" />
      </Field>
      <fieldset className="grid gap-2 text-sm">
        <legend className="mb-1.5 font-medium">Events</legend>
        {webhookEvents.map(({ type, label, when }) => (
          <label key={type} className="flex min-h-8 cursor-pointer items-start gap-3">
            <input
              type="checkbox"
              name="events"
              value={type}
              defaultChecked={!endpoint || endpoint.events.includes(type)}
              className="mt-0.5 size-4.5 shrink-0 accent-brand"
            />
            <span>
              <span className="block font-medium">{label}</span>
              <span className="block text-muted">{when}.</span>
            </span>
          </label>
        ))}
        {form.errors.events && <p className="text-bad-ink">{form.errors.events}</p>}
      </fieldset>
      <FormMessage form={form} failureOnly />
      <SubmitButton className="justify-self-start">{endpoint ? 'Save' : 'Create webhook'}</SubmitButton>
    </Form>
  )
}
