'use client'

import { useActionState, useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { withoutReset } from '@/components/ui/forms/preserve-on-submit'
import { Dialog } from '@/components/ui/overlays/dialog'
import type { CalendarItem } from '@/lib/calendar/views'
import type { ActionState } from '@/lib/core/action-state'

type Props = {
  item: CalendarItem
  day: string
  timeZone: string
  move: FormAction
  onMoved: (state: ActionState) => void
  /** The button that opens it, and gets the focus back. */
  children: React.ComponentProps<typeof Dialog>['trigger']
}

/** Another day and time, for every hand: beyond what is shown, and to the minute. */
export function MoveDialog({ item, day, timeZone, move, onMoved, children }: Props) {
  const [open, setOpen] = useState(false)
  const [state, submit] = useActionState(async (before: ActionState, form: FormData) => {
    const after = await move(before, form)
    if (!after?.ok) return after
    setOpen(false)
    onMoved(after)
    return null
  }, null)
  const failure = state?.ok === false ? state : null
  return (
    <Dialog
      trigger={children}
      open={open}
      onOpenChange={setOpen}
      title={`Move “${item.title}”`}
      description={
        item.kind === 'campaign'
          ? 'Who gets it and what was confirmed for it stay as they are.'
          : 'Its words and its picture stay as they are.'
      }
    >
      <form action={submit} onSubmit={withoutReset(submit)} className="grid gap-4">
        <input type="hidden" name="kind" value={item.kind} />
        <input type="hidden" name="id" value={item.id} />
        <Field
          label="Day and time"
          hint={`In ${timeZone.replaceAll('_', ' ')}.`}
          {...(failure?.fieldErrors?.to && { error: failure.fieldErrors.to })}
        >
          <Input name="to" type="datetime-local" required defaultValue={`${day}T${item.time}`} />
        </Field>
        {failure && !failure.fieldErrors && <ActionMessage state={failure} />}
        <SubmitButton className="justify-self-start">Move</SubmitButton>
      </form>
    </Dialog>
  )
}
