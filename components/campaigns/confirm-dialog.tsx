'use client'

import { type RefObject, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { Dialog, DialogClose } from '@/components/ui/overlays/dialog'

type Props = {
  /** What the confirmation sends. */
  form: RefObject<HTMLFormElement | null>
  pending: boolean
  /** Why it can't be sent now; null: it can. */
  blockedBy: string | null
  /** Of the button that asks for the confirmation. */
  label: string
  /** "3 people, 3 credits". */
  total: string
  listName: string
  /** As a date and time field writes it; null for now. */
  when: string | null
  timeZone: string
}

/** The last step before a campaign goes out: to how many, for how much, and when. */
export function ConfirmDialog({ form, pending, blockedBy, label, total, listName, when, timeZone }: Props) {
  const [open, setOpen] = useState(false)
  const verb = when === null ? 'Send' : 'Schedule'
  return (
    <Dialog
      open={open}
      // A missing day is asked for in the form, not behind the dialog.
      onOpenChange={(next) => setOpen(next && !blockedBy && (form.current?.reportValidity() ?? false))}
      title={`${verb} this campaign?`}
      description={
        when === null
          ? `It’s sent to everyone on “${listName}” immediately and can’t be recalled.`
          : `It’s sent to everyone on “${listName}” on ${dayAndTime(when)} (${timeZone.replaceAll('_', ' ')}).`
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

/** "Dec 21, 2026, 10:00 AM" of what a date and time field says, in whatever zone that is meant. */
function dayAndTime(local: string): string {
  const at = new Date(`${local}Z`)
  return Number.isNaN(at.getTime())
    ? local
    : new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(
        at,
      )
}
