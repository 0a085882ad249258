import { Alert } from '@/components/ui/alert'
import { formatCredits } from '@/lib/core/text/format'

type CheckoutBannerProps = { checkout: string | undefined; credits: string | undefined }

/** The outcome of the checkout the buyer returns from (R27). An unknown value shows nothing. */
export function CheckoutBanner({ checkout, credits }: CheckoutBannerProps) {
  switch (checkout) {
    case 'done': {
      const count = Number(credits)
      const bought = Number.isSafeInteger(count) && count > 0 ? formatCredits(count) : 'Your credits'
      return (
        <Alert tone="good" title="Payment received">
          {bought} {count === 1 ? 'was' : 'were'} added to your balance.
        </Alert>
      )
    }
    case 'subscribed':
      return (
        <Alert tone="good" title="You’re subscribed">
          Your plan and its allowance are active.
        </Alert>
      )
    case 'auto-top-up':
      return (
        <Alert tone="good" title="Auto top-up is on">
          Your card is saved. You weren’t charged.
        </Alert>
      )
    case 'pending':
      return (
        <Alert tone="info" title="Your payment is being confirmed">
          This usually takes less than a minute. Your balance updates automatically.
        </Alert>
      )
    case 'cancelled':
      return (
        <Alert tone="info" title="Checkout canceled">
          You weren’t charged, and nothing changed.
        </Alert>
      )
    case 'ended':
      return (
        <Alert tone="warn" title="This checkout has expired">
          You weren’t charged. Choose a plan or pack below to start again.
        </Alert>
      )
    case 'unknown':
      return (
        <Alert tone="warn" title="Checkout not found">
          If you paid, your credits will be added automatically. Check the statement below.
        </Alert>
      )
    default:
      return null
  }
}
