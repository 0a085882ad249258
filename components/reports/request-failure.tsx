import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import type { ActionFailed } from '@/lib/core/action-state'

const WAY_OUT: Record<string, string> = {
  'credits.insufficient': 'See the ways out',
  'credits.stopped': 'See plans',
  'cap.reached': 'Ask for more',
  'limit.reached': 'Upgrade',
  'request.reused': 'Open that report',
}

/** Why the report was not begun, and where to go from here. */
export function RequestFailure({ failure }: { failure: ActionFailed }) {
  const { code, message, details } = failure
  const priceChanged = code === 'quote.changed'
  const href = details?.href ?? details?.upgradeHref
  const label = WAY_OUT[code]
  return (
    <Alert
      tone={priceChanged ? 'warn' : 'bad'}
      title={priceChanged ? 'The price has changed' : undefined}
      action={
        typeof href === 'string' && label ? (
          <ButtonLink href={href} variant="secondary" size="sm">
            {label}
          </ButtonLink>
        ) : undefined
      }
    >
      {message}
    </Alert>
  )
}
