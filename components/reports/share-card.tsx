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

/** `until` is ISO; `href` is null if the link is active but cannot be shown again. */
export type OpenLink = { until: string; href: string | null }

type Props = {
  id: string
  /** What the link opens. */
  what?: 'report' | 'valuation'
  requestId: string
  share: FormAction
  revoke: FormAction
  /** The active link, or null. */
  open: OpenLink | null
  timeZone: string
  /** How many days a link can stay active. */
  days: readonly number[]
}

/** Creates, shows, replaces and revokes the link for clients. */
export function ShareCard({ id, what = 'report', requestId, share, revoke, open, timeZone, days }: Props) {
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
            ? `This link works until ${formatDate(open.until, timeZone)}. Anyone with it can view this ${what} and its PDF, and nothing else.`
            : `Create a link to this ${what} and its PDF. Your client doesn’t need an account, and you can revoke the link at any time.`
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
            We can’t show this link again. To copy a link, replace it; the current link will stop working.
          </p>
        )}
        {made && (open || !made.ok) && !ended && <ActionMessage state={made} />}
        <div className="flex flex-wrap items-end gap-3">
          <Form form={shareForm} hidden={{ id, requestId }} className="flex flex-wrap items-end gap-3">
            <Field label={open ? 'New link expires in' : 'Expires in'} className="min-w-32">
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
              <SubmitButton variant="ghost">Revoke link</SubmitButton>
            </Form>
          )}
        </div>
        {ended && <ActionMessage state={ended} />}
      </div>
    </Card>
  )
}
