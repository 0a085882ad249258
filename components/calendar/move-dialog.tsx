'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { Dialog } from '@/components/ui/overlays/dialog'
import type { CalendarItem } from '@/lib/calendar/views'
import type { ActionState } from '@/lib/core/action-state'

type Props = {
  item: CalendarItem
  day: string
  timeZone: string
  move: FormAction
  onMoved: (state: ActionState) => void
  /** The button that opens the dialog and gets the focus back. */
  children: React.ComponentProps<typeof Dialog>['trigger']
}

/** Moves an item to any day and minute, also beyond the shown days. */
export function MoveDialog({ item, day, timeZone, move, onMoved, children }: Props) {
  const [open, setOpen] = useState(false)
  const form = useForm(move, {
    onDone: (moved) => {
      setOpen(false)
      onMoved(moved)
    },
  })
  return (
    <Dialog
      trigger={children}
      open={open}
      onOpenChange={setOpen}
      title={`Move “${item.title}”`}
      description={
        item.kind === 'campaign'
          ? 'The recipients and the confirmed price stay the same.'
          : 'The text and the picture stay the same.'
      }
    >
      <Form form={form} className="grid gap-4" hidden={{ kind: item.kind, id: item.id }}>
        <Field label="Date and time" hint={`Time zone: ${timeZone.replaceAll('_', ' ')}.`} name="to">
          <Input type="datetime-local" required defaultValue={`${day}T${item.time}`} />
        </Field>
        <FormMessage form={form} failureOnly />
        <SubmitButton className="justify-self-start">Move</SubmitButton>
      </Form>
    </Dialog>
  )
}
