'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useActionState, useEffect, useState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Alert } from '@/components/ui/alert'
import { Button, buttonClass } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton'
import { SubmitButton } from '@/components/ui/submit-button'
import { toast } from '@/components/ui/toast'
import type { PlanChange, PlanOffer } from '@/lib/billing/views'
import { changeLines, confirmWords } from './change-words'
import type { FormAction } from './form-action'
import { Terms } from './terms'

export type ChangeActions = { preview: FormAction; change: FormAction }

type ChangeDialogProps = {
  plan: PlanOffer
  interval: 'month' | 'year'
  label: string
  timeZone: string
  /** Minted with the page: a second click is the same change (R12). */
  requestId: string
  actions: ChangeActions
}

/** Shows what a change of plan would cost and give, from Stripe, before anything is changed (R28). */
export function ChangeDialog(props: ChangeDialogProps) {
  const { plan, interval, label } = props
  const [open, setOpen] = useState(false)
  const rhythm = interval === 'year' ? 'yearly' : 'monthly'
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="secondary" className="w-full" aria-label={`${label} to ${plan.name}, ${rhythm}`}>
          {label}
        </Button>
      }
      title={`${label} to ${plan.name}, paid ${rhythm}`}
      description="This is what it costs and gives. Nothing is changed until you confirm."
    >
      <ChangePreview {...props} close={() => setOpen(false)} />
    </Dialog>
  )
}

function ChangePreview(props: ChangeDialogProps & { close: () => void }) {
  const { plan, interval, timeZone, requestId, actions, close } = props
  const [state, ask, asking] = useActionState(actions.preview, null)
  const load = () => startTransition(() => ask(formOf({ planKey: plan.key, interval })))
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens.
  useEffect(load, [])
  if (state?.ok && !asking) {
    const change = state.data as PlanChange
    return (
      <Confirm
        change={change}
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
  return (
    <SkeletonGroup label="Asking Stripe what the change would cost" className="grid gap-3">
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-10" />
    </SkeletonGroup>
  )
}

type ConfirmProps = {
  change: PlanChange
  timeZone: string
  requestId: string
  action: FormAction
  again: () => void
  close: () => void
}

function Confirm({ change, timeZone, requestId, action, again, close }: ConfirmProps) {
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
  const [state, submit] = useActionState(confirm, null)
  const payHref = state?.ok ? payHrefOf(state.data) : null
  const quote = {
    requestId,
    planKey: change.planKey,
    interval: change.interval,
    quotedPriceCents: change.priceCents,
    quotedChargeCents: change.chargeCents,
    prorationAt: change.prorationAt,
  }
  if (payHref) return <PayFirst href={payHref} done={() => router.refresh()} />
  return (
    <form action={submit} className="grid gap-5">
      {Object.entries(quote).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Terms lines={changeLines(change, timeZone)} />
      {state?.ok !== true && (
        <ActionMessage
          state={state}
          action={
            state?.code === 'price.changed' && (
              <Button size="sm" variant="secondary" onClick={again}>
                Show the new price
              </Button>
            )
          }
        />
      )}
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Not now</Button>} />
        <SubmitButton>{confirmWords(change, timeZone)}</SubmitButton>
      </div>
    </form>
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
