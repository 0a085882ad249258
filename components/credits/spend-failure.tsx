import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import type { ActionFailed } from '@/lib/core/action-state'

const WAY_OUT: Record<string, string> = {
  'credits.insufficient': 'See the ways out',
  'credits.stopped': 'See plans',
  'spending-limit.reached': 'Ask for more',
  'limit.reached': 'Upgrade',
  'campaign.gaps': 'Fill in fields',
}

/** Why what spends credits was not begun, and where to go from here. `name` is what it makes: "report". */
export function SpendFailure({ failure, name }: { failure: ActionFailed; name: string }) {
  const { code, message, details } = failure
  const priceChanged = code === 'quote.changed'
  const asks = code === 'image.partly-understood'
  const label = code === 'request.reused' ? `Open that ${name}` : WAY_OUT[code]
  const href = details?.href
  return (
    <Alert
      tone={priceChanged || asks ? 'warn' : 'bad'}
      title={priceChanged ? 'The price has changed' : asks ? 'Part of this can’t be done' : undefined}
      action={
        label && typeof href === 'string' ? (
          <ButtonLink href={href} variant="secondary" size="sm">
            {label}
          </ButtonLink>
        ) : undefined
      }
    >
      {message}
      {code === 'input' && ' Nothing was charged.'}
    </Alert>
  )
}
