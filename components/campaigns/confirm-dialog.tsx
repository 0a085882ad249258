'use client'

import { type RefObject, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { Dialog, DialogClose } from '@/components/ui/overlays/dialog'

type Props = {
  /** The form that confirming submits. */
  form: RefObject<HTMLFormElement | null>
  pending: boolean
  /** Why it can’t be sent now; null if it can. */
  blockedBy: string | null
  /** The label of the button that opens the dialog. */
  label: string
  /** "3 people, 3 credits". */
  total: string
  listName: string
  /** The value of a date and time field; null to send now. */
  when: string | null
  timeZone: string
}

/** The last step before sending: shows the number of recipients, the cost and the time. */
export function ConfirmDialog({ form, pending, blockedBy, label, total, listName, when, timeZone }: Props) {
  const [open, setOpen] = useState(false)
  const verb = when === null ? 'Send' : 'Schedule'
  return (
    <Dialog
      open={open}
      // A missing date is reported in the form, not behind the dialog.
      onOpenChange={(next) => setOpen(next && !blockedBy && (form.current?.reportValidity() ?? false))}
      title={`${verb} this campaign?`}
      description={
        when === null
          ? `It will be sent to everyone on “${listName}” immediately. You can’t undo this.`
          : `It will be sent to everyone on “${listName}” on ${dateAndTime(when)} (${timeZone.replaceAll('_', ' ')}).`
      }
      trigger={
        <Button size="lg" pending={pending} blockedBy={blockedBy} className="justify-self-start">
          {label}
        </Button>
      }
    >
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Cancel</Button>} />
        <DialogClose
          render={<Button>{`${verb} to ${total}`}</Button>}
          onClick={() => form.current?.requestSubmit()}
        />
      </div>
    </Dialog>
  )
}

/** Formats the value of a date and time field as "Dec 21, 2026, 10:00 AM", without converting its time zone. */
function dateAndTime(local: string): string {
  const at = new Date(`${local}Z`)
  return Number.isNaN(at.getTime())
    ? local
    : new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(
        at,
      )
}
