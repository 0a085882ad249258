'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useActionState, useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/buttons/button'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { DialogClose } from '@/components/ui/overlays/dialog'
import { toast } from '@/components/ui/overlays/toast'
import type { PlanChange, PlanOffer } from '@/lib/billing/views'
import { type CycleStart, changeLines, chargeCentsOf, confirmWords, startChoices } from './change-labels'
import { PreviewSkeleton } from './preview-skeleton'
import { StartChoice } from './start-choice'
import { Terms } from './terms'

export type ChangeActions = { preview: FormAction; change: FormAction }

export type ChangePreviewProps = {
  plan: PlanOffer
  interval: 'month' | 'year'
  /** Which way to start is chosen at first, where there are two. */
  start?: CycleStart
  timeZone: string
  /** Minted with the page: a second click is the same change (R12). */
  requestId: string
  actions: ChangeActions
  close: () => void
}

/** What the change would cost and give, asked when the dialog opens, and the button that does it. */
export default function ChangePreview(props: ChangePreviewProps) {
  const { plan, interval, start, timeZone, requestId, actions, close } = props
  const [state, ask, asking] = useActionState(actions.preview, null)
  const load = () => startTransition(() => ask(formOf({ planKey: plan.key, interval })))
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens.
  useEffect(load, [])
  if (state?.ok && !asking) {
    const change = state.data as PlanChange
    return (
      <Confirm
        change={change}
        startAt={change.newCycle && start ? start : 'prorated'}
        timeZone={timeZone}
        requestId={requestId}
        action={actions.change}
        again={load}
        close={close}
      />
    )
  }
  if (state?.ok === false && !asking) {
    return (
      <ActionMessage
        state={state}
        action={
          <Button size="sm" variant="secondary" onClick={load}>
            Try again
          </Button>
        }
      />
    )
  }
  return <PreviewSkeleton />
}

type ConfirmProps = {
  change: PlanChange
  startAt: CycleStart
  timeZone: string
  requestId: string
  action: FormAction
  again: () => void
  close: () => void
}

function Confirm({ change, startAt, timeZone, requestId, action, again, close }: ConfirmProps) {
  const router = useRouter()
  // The plan's tile, and this dialog with it, may be gone once the plan is changed: the news outlives it.
  const confirm: FormAction = async (before, form) => {
    const result = await action(before, form)
    if (result?.ok && !payHrefOf(result.data)) {
      toast.success(result.message)
      close()
    }
    return result
  }
  const form = useForm(confirm)
  const { state, failure } = form
  const [start, setStart] = useState<CycleStart>(startAt)
  const choices = startChoices(change, timeZone)
  const payHref = state?.ok ? payHrefOf(state.data) : null
  const quote = {
    requestId,
    planKey: change.planKey,
    interval: change.interval,
    quotedPriceCents: change.priceCents,
    quotedChargeCents: chargeCentsOf(change, start),
    prorationAt: change.prorationAt,
  }
  if (payHref) return <PayFirst href={payHref} done={() => router.refresh()} />
  return (
    <Form form={form} hidden={quote} className="grid gap-5">
      {choices.length > 0 && <StartChoice choices={choices} value={start} onChange={setStart} />}
      <Terms lines={changeLines(change, start, timeZone)} />
      <FormMessage
        form={form}
        failureOnly
        action={
          failure?.code === 'price.changed' && (
            <Button size="sm" variant="secondary" onClick={again}>
              Show the new price
            </Button>
          )
        }
      />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Not now</Button>} />
        <SubmitButton>{confirmWords(change, start, timeZone)}</SubmitButton>
      </div>
    </Form>
  )
}

/** The bank asks the buyer, or the card was declined: nothing is changed before the invoice is paid. */
function PayFirst({ href, done }: { href: string; done: () => void }) {
  return (
    <div className="grid gap-5">
      <Alert tone="warn" title="Your bank needs you for this payment">
        Confirm it on Stripe’s page, or pay with another card there. Your plan changes as soon as it is paid;
        until then nothing changes.
      </Alert>
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Later</Button>} onClick={done} />
        <a href={href} target="_blank" rel="noreferrer" className={buttonClass()}>
          Continue to payment
        </a>
      </div>
    </div>
  )
}

function payHrefOf(data: unknown): string | null {
  const url: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'url') : null
  return typeof url === 'string' ? url : null
}

function formOf(values: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  return form
}
