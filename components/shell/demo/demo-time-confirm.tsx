'use client'

import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { DialogClose } from '@/components/ui/overlays/dialog'
import { formatDate } from '@/lib/core/text/format'
import type { TimeMachine } from '@/lib/time-machine/time-machine'
import { type ClockStep, targetDate } from './demo-clock'

export type DemoTimeConfirmProps = {
  step: ClockStep
  machine: TimeMachine
  timeZone: string
  advance: FormAction
  close: () => void
}

/** Says what moving the clock does to everyone, before it is moved. */
export default function DemoTimeConfirm({ step, machine, timeZone, advance, close }: DemoTimeConfirmProps) {
  const target = targetDate(step, machine, timeZone)
  const form = useForm(advance, { toasts: true, onDone: close })
  return (
    <Form
      form={form}
      className="grid gap-5 text-sm"
      hidden={{ step, seenSkippedSeconds: machine.skippedSeconds, timeZone }}
    >
      <p>
        From {formatDate(machine.now, timeZone)} to <strong>{target}</strong>. On the way, in every workspace:
      </p>
      <ul className="grid list-disc gap-1 pl-5">
        <li>Trials, invitations and sign-in links that are due expire.</li>
        <li>Billing cycles reset, unused credits expire, and plans renew and are charged.</li>
        <li>Scheduled campaigns, posts and other jobs that are due run.</li>
      </ul>
      <FormMessage form={form} failureOnly />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Cancel</Button>} />
        <SubmitButton>Move clock to {target}</SubmitButton>
      </div>
    </Form>
  )
}
