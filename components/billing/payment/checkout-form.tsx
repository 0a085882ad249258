'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/buttons/button'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

type CheckoutFormProps = {
  action: FormAction
  /** The price and credits that were shown; only that price is charged (R8). */
  quote: Record<string, string | number>
  label: string
  /** The button's full name for screen readers: "Buy 500 credits for $60". */
  description: string
  variant?: 'primary' | 'secondary'
  /** Extra fields, above the button. */
  children?: React.ReactNode
}

/** A button that opens the checkout, or shows why it cannot. */
export function CheckoutForm({ action, quote, label, description, variant, children }: CheckoutFormProps) {
  const form = useForm(action)
  const router = useRouter()
  const { failure } = form
  const isStale = failure?.code === 'price.changed'
  const payHref = failure && invoiceHrefOf(failure)
  return (
    <Form form={form} hidden={quote} className="grid gap-3">
      {children}
      <SubmitButton variant={variant} aria-label={description} className="w-full">
        {label}
      </SubmitButton>
      <FormMessage
        form={form}
        action={
          isStale ? (
            <Button size="sm" variant="secondary" onClick={() => router.refresh()}>
              Show new price
            </Button>
          ) : (
            payHref && (
              <a href={payHref} target="_blank" rel="noreferrer" className={buttonClass({ size: 'sm' })}>
                Pay invoice
              </a>
            )
          )
        }
      />
    </Form>
  )
}

/** The page of the invoice that has to be paid before another plan can start. */
function invoiceHrefOf({
  code,
  details,
}: {
  code?: string
  details?: Record<string, unknown>
}): string | null {
  const isAboutInvoice = code === 'invoice.open' || code === 'subscription.starting'
  const href = details?.href
  return isAboutInvoice && typeof href === 'string' && href.startsWith('http') ? href : null
}
