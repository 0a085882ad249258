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

/** Explains what moving the clock does to everyone, and asks for confirmation. */
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
        From {formatDate(machine.now, timeZone)} to <strong>{target}</strong>. In every workspace:
      </p>
      <ul className="grid list-disc gap-1 pl-5">
        <li>Trials, invitations and sign-in links that are due will expire.</li>
        <li>Billing cycles will reset, unused credits will expire, and plans will renew and be charged.</li>
        <li>Scheduled campaigns, posts and other jobs that are due will run.</li>
      </ul>
      <FormMessage form={form} failureOnly />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Cancel</Button>} />
        <SubmitButton>Move clock to {target}</SubmitButton>
      </div>
    </Form>
  )
}
