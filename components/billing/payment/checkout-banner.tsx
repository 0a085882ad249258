import { Alert } from '@/components/ui/alert'
import { formatCredits } from '@/lib/core/text/format'

type CheckoutBannerProps = { checkout: string | undefined; credits: string | undefined }

/** What became of the checkout that the buyer comes back from (R27). An address with anything else shows nothing. */
export function CheckoutBanner({ checkout, credits }: CheckoutBannerProps) {
  switch (checkout) {
    case 'done': {
      const count = Number(credits)
      const bought = Number.isSafeInteger(count) && count > 0 ? formatCredits(count) : 'Your credits'
      return (
        <Alert tone="good" title="Payment received">
          {bought} {count === 1 ? 'is' : 'are'} in the balance now.
        </Alert>
      )
    }
    case 'subscribed':
      return (
        <Alert tone="good" title="You are subscribed">
          Your plan and its allowance are active now.
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
          This usually takes less than a minute. The balance changes by itself; you can go on working.
        </Alert>
      )
    case 'cancelled':
      return (
        <Alert tone="info" title="Checkout cancelled">
          Nothing was charged and nothing has changed.
        </Alert>
      )
    case 'ended':
      return (
        <Alert tone="warn" title="This checkout is no longer open">
          Nothing was charged. Choose again below.
        </Alert>
      )
    case 'unknown':
      return (
        <Alert tone="warn" title="We do not know this checkout">
          If you paid, the credits will arrive by themselves. The statement below shows what was added.
        </Alert>
      )
    default:
      return null
  }
}
