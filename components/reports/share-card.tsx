'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy/copy-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import { formatDate } from '@/lib/core/text/format'

/** `until` is ISO; `href` is null where the link is open but cannot be shown again. */
export type OpenLink = { until: string; href: string | null }

type Props = {
  id: string
  requestId: string
  share: FormAction
  revoke: FormAction
  /** The link that is open now; null: there is none. */
  open: OpenLink | null
  timeZone: string
  /** For how many days a link can be open. */
  days: readonly number[]
}

/** A link for clients: created, shown and copied as long as it is open, and ended. */
export function ShareCard({ id, requestId, share, revoke, open, timeZone, days }: Props) {
  const shareForm = useForm(share)
  const endForm = useForm(revoke)
  const { state: made } = shareForm
  const { state: ended } = endForm
  return (
    <Card id="share-card" aria-labelledby="share" className="mt-6 print:hidden">
      <CardHeader
        id="share"
        title="Share with a client"
        description={
          open
            ? `The link is open until ${formatDate(open.until, timeZone)}. Anyone who has it can see this report and its PDF, and nothing else.`
            : 'A link opens this report and its PDF without an account, until it expires or you end it.'
        }
      />
      <div className="grid gap-4">
        {open?.href && (
          <div className="flex flex-wrap items-end gap-3">
            <Field label="Client link" className="min-w-0 flex-1 basis-72">
              <Input readOnly value={open.href} onFocus={(event) => event.currentTarget.select()} />
            </Field>
            <CopyButton text={open.href} what="the client link" size="md" />
          </div>
        )}
        {open && !open.href && (
          <p className="text-sm text-muted">
            This link can no longer be shown. Create a new one to copy it; the old one then stops working.
          </p>
        )}
        {made && (open || !made.ok) && !ended && <ActionMessage state={made} />}
        <div className="flex flex-wrap items-end gap-3">
          <Form form={shareForm} hidden={{ id, requestId }} className="flex flex-wrap items-end gap-3">
            <Field label={open ? 'New link open for' : 'Open for'} className="min-w-32">
              <Select name="days" defaultValue="30">
                {days.map((one) => (
                  <option key={one} value={one}>
                    {one} days
                  </option>
                ))}
              </Select>
            </Field>
            <SubmitButton variant="secondary">{open ? 'Replace link' : 'Create link'}</SubmitButton>
          </Form>
          {open && (
            <Form form={endForm} hidden={{ id }}>
              <SubmitButton variant="ghost">End link</SubmitButton>
            </Form>
          )}
        </div>
        {ended && <ActionMessage state={ended} />}
      </div>
    </Card>
  )
}
