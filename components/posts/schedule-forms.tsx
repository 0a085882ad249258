'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { PostStatus } from '@/lib/posts/views'

type Props = {
  /** The version that the member saw. */
  seen: { id: string; version: string }
  /** " without picture" when the picture is broken. */
  without: string
  status: PostStatus
  schedule: FormAction
  timeZone: string
}

/** Schedules, reschedules or unschedules a post. */
export function ScheduleForms({ seen, without, status, schedule, timeZone }: Props) {
  const isPlanned = status === 'scheduled'
  return (
    <>
      <ActionForm
        action={schedule}
        hidden={seen}
        submit={isPlanned ? 'Reschedule' : `Schedule${without}`}
        variant={status === 'draft' ? 'secondary' : 'primary'}
      >
        {(errors) => (
          <Field
            label="Date and time"
            hint={`Time zone: ${timeZone.replaceAll('_', ' ')}.`}
            error={errors.sendAt}
          >
            <Input name="sendAt" type="datetime-local" required />
          </Field>
        )}
      </ActionForm>
      {isPlanned && (
        <ActionForm
          action={schedule}
          hidden={{ id: seen.id, sendAt: '' }}
          submit="Unschedule"
          variant="secondary"
        />
      )}
    </>
  )
}
