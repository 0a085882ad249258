'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { PostStatus } from '@/lib/posts/views'

type Props = {
  /** What the person saw when they decide. */
  seen: { id: string; version: string }
  /** " without picture", where its picture is broken. */
  without: string
  status: PostStatus
  schedule: FormAction
  timeZone: string
}

/** On the calendar, to another time, or off it. */
export function ScheduleForms({ seen, without, status, schedule, timeZone }: Props) {
  const isPlanned = status === 'scheduled'
  return (
    <>
      <ActionForm
        action={schedule}
        hidden={seen}
        submit={isPlanned ? 'Change time' : `Schedule${without}`}
        variant={status === 'draft' ? 'secondary' : 'primary'}
      >
        {(errors) => (
          <Field label="Day and time" hint={`In ${timeZone.replaceAll('_', ' ')}.`} error={errors.sendAt}>
            <Input name="sendAt" type="datetime-local" required />
          </Field>
        )}
      </ActionForm>
      {isPlanned && (
        <ActionForm
          action={schedule}
          hidden={{ id: seen.id, sendAt: '' }}
          submit="Take it off the calendar"
          variant="secondary"
        />
      )}
    </>
  )
}
