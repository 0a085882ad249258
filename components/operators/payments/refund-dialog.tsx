'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { Dialog, DialogClose } from '@/components/ui/overlays/dialog'
import type { Payment } from '@/lib/billing/payments/refunds/list-payments'
import { formatMoney } from '@/lib/core/text/format'
import { amountOf, centsOf } from '@/lib/core/text/money'
import { creditsAfterRefund } from './refund-labels'

type Props = {
  workspaceId: number
  payment: Payment
  refundId: string
  action: FormAction
  aloneLimit: string
}

/** Refunds a payment in full or in part, after saying what happens to its credits. */
export function RefundDialog(props: Props) {
  const [open, setOpen] = useState(false)
  const { payment } = props
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Refund ${payment.what}`}
      description={`${formatMoney(payment.refundableCents, payment.currency)} of ${formatMoney(payment.amountCents, payment.currency)} can be refunded. Stripe sends it to the card that paid. You can’t undo this.`}
      trigger={
        <Button size="sm" variant="secondary">
          Refund
          <span className="sr-only">
            {' '}
            {payment.what}, {formatMoney(payment.amountCents, payment.currency)}
          </span>
        </Button>
      }
    >
      <RefundForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function RefundForm({
  workspaceId,
  payment,
  refundId,
  action,
  aloneLimit,
  onDone,
}: Props & { onDone: () => void }) {
  const form = useForm(action, { toasts: true, onDone })
  const { currency, refundableCents, chargeId } = payment
  const [amount, setAmount] = useState(amountOf(refundableCents, currency))
  const cents = centsOf(amount, currency)
  const valid = cents !== null && cents > 0 && cents <= refundableCents
  return (
    <Form form={form} hidden={{ id: refundId, workspaceId, chargeId }} className="grid gap-4">
      <Field label={`Amount (${currency.toUpperCase()})`} name="amount">
        <Input
          required
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
      </Field>
      <Field
        label="Reason"
        hint={`Recorded in the audit log. Refunds over ${aloneLimit} a day need a second operator.`}
        name="reason"
      >
        <Input required minLength={3} maxLength={500} />
      </Field>
      <p aria-live="polite" className="rounded-control bg-sunken p-3 text-sm">
        {valid
          ? creditsAfterRefund(payment, cents)
          : `Enter an amount up to ${formatMoney(refundableCents, currency)}.`}
      </p>
      <FormMessage form={form} failureOnly />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Cancel</Button>} />
        <SubmitButton>{valid ? `Refund ${formatMoney(cents, currency)}` : 'Refund'}</SubmitButton>
      </div>
    </Form>
  )
}
