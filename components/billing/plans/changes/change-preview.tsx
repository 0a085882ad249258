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
import { reportNewVersion } from '@/components/ui/forms/new-version'
import { useForm } from '@/components/ui/forms/use-form'
import { DialogClose } from '@/components/ui/overlays/dialog'
import { toast } from '@/components/ui/overlays/toast'
import type { PlanChange, PlanOffer } from '@/lib/billing/views'
import { Terms } from '../terms'
import { type CycleStart, changeLines, chargeCentsOf, confirmLabel, startChoices } from './change-labels'
import { PreviewSkeleton } from './preview-skeleton'
import { StartChoice } from './start-choice'

export type ChangeActions = { preview: FormAction; change: FormAction }

export type ChangePreviewProps = {
  plan: PlanOffer
  interval: 'month' | 'year'
  /** The preselected way to start, where there are two. */
  start?: CycleStart
  timeZone: string
  /** Created with the page, so a second click is the same change (R12). */
  requestId: string
  actions: ChangeActions
  close: () => void
}

/** What the change costs and includes, loaded when the dialog opens, and the button that confirms it. */
export default function ChangePreview(props: ChangePreviewProps) {
  const { plan, interval, start, timeZone, requestId, actions, close } = props
  const [state, requestPreview, loading] = useActionState(reportNewVersion(actions.preview), null)
  const load = () => startTransition(() => requestPreview(formOf({ planKey: plan.key, interval })))
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens.
  useEffect(load, [])
  if (state?.ok && !loading) {
    const change = state.data as PlanChange
    return (
      <Confirm
        change={change}
        startAt={change.newCycle && start ? start : 'prorated'}
        timeZone={timeZone}
        requestId={requestId}
        action={actions.change}
        reload={load}
        close={close}
      />
    )
  }
  if (state?.ok === false && !loading) {
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
  reload: () => void
  close: () => void
}

function Confirm({ change, startAt, timeZone, requestId, action, reload, close }: ConfirmProps) {
  const router = useRouter()
  // The plan's tile and this dialog may be unmounted once the plan has changed; the toast outlives them.
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
            <Button size="sm" variant="secondary" onClick={reload}>
              Show new price
            </Button>
          )
        }
      />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Not now</Button>} />
        <SubmitButton>{confirmLabel(change, start, timeZone)}</SubmitButton>
      </div>
    </Form>
  )
}

/** The bank needs confirmation or declined the card: nothing changes until the invoice is paid. */
function PayFirst({ href, done }: { href: string; done: () => void }) {
  return (
    <div className="grid gap-5">
      <Alert tone="warn" title="Your bank needs to confirm this payment">
        Confirm the payment on Stripe’s page, or pay with another card. Your plan changes as soon as the
        payment goes through.
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
