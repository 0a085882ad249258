import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import type { ActionFailed } from '@/lib/core/action-state'

const NEXT_STEPS: Record<string, string> = {
  'credits.insufficient': 'See options',
  'credits.stopped': 'See plans',
  'spending-limit.reached': 'Ask for more',
  'limit.reached': 'Upgrade',
  'campaign.gaps': 'Fill in fields',
}

/** Why work that spends credits did not start, and a link to the next step. `name` is what it creates: "report". */
export function SpendFailure({ failure, name }: { failure: ActionFailed; name: string }) {
  const { code, message, details } = failure
  const priceChanged = code === 'quote.changed'
  const needsAnswer = code === 'image.partly-understood'
  const label = code === 'request.reused' ? `Open that ${name}` : NEXT_STEPS[code]
  const href = details?.href
  return (
    <Alert
      tone={priceChanged || needsAnswer ? 'warn' : 'bad'}
      title={priceChanged ? 'The price has changed' : needsAnswer ? 'Part of this can’t be done' : undefined}
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
