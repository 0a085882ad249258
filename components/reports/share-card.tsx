'use client'

import { useActionState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { formatDate } from '@/lib/core/format'

type Action = FormAction
type Props = {
  id: string
  requestId: string
  share: Action
  revoke: Action
  /** Until when the link is open; null: there is none. */
  openUntil: string | null
  timeZone: string
  /** For how many days a link may be open. */
  days: readonly number[]
}

/** A link for clients: made, shown once, and ended. */
export function ShareCard({ id, requestId, share, revoke, openUntil, timeZone, days }: Props) {
  const [made, submit] = useActionState(share, null)
  const [ended, submitEnd] = useActionState(revoke, null)
  const href = openUntil && made?.ok && typeof made.data === 'string' ? made.data : null
  return (
    <Card aria-labelledby="share" className="mt-6 print:hidden">
      <CardHeader
        id="share"
        title="Share with a client"
        description={
          openUntil
            ? `A link is open until ${formatDate(openUntil, timeZone)}. Whoever has it sees this report and its PDF, and nothing else.`
            : 'A link opens this report and its PDF without an account, until it expires or you end it.'
        }
      />
      <div className="grid gap-4">
        {href && (
          <Field label="The link" hint="Copy it now: it cannot be shown again.">
            <Input readOnly value={href} onFocus={(event) => event.currentTarget.select()} />
          </Field>
        )}
        {made?.ok === false && <ActionMessage state={made} />}
        <div className="flex flex-wrap items-end gap-3">
          <form action={submit} className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="requestId" value={requestId} />
            <Field label="Open for" className="min-w-32">
              <Select name="days" defaultValue="30">
                {days.map((one) => (
                  <option key={one} value={one}>
                    {one} days
                  </option>
                ))}
              </Select>
            </Field>
            <SubmitButton variant="secondary">
              {openUntil ? 'Make a new link instead' : 'Make a link'}
            </SubmitButton>
          </form>
          {openUntil && (
            <form action={submitEnd}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton variant="ghost">End the link</SubmitButton>
            </form>
          )}
        </div>
        {ended && <ActionMessage state={ended} />}
      </div>
    </Card>
  )
}
