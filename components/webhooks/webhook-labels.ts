import type { BadgeTone } from '@/components/ui/badge'
import type { WebhookDeliveryStatus, WebhookDisabledReason } from '@/db/schema/webhooks'

type Label = { label: string; tone: BadgeTone }

export const deliveryLabels: Record<WebhookDeliveryStatus, Label> = {
  pending: { label: 'Queued', tone: 'neutral' },
  delivered: { label: 'Delivered', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
}

type State = { enabled: boolean; disabledReason: WebhookDisabledReason | null; failingSince: string | null }

/** How an endpoint is doing. */
export function endpointLabel({ enabled, disabledReason, failingSince }: State): Label {
  if (enabled)
    return failingSince ? { label: 'Needs attention', tone: 'warn' } : { label: 'Active', tone: 'good' }
  return disabledReason === 'person'
    ? { label: 'Paused', tone: 'neutral' }
    : { label: 'Disabled', tone: 'bad' }
}

/** Why we turned an endpoint off; null: someone in the workspace did. */
export function disabledMessage(reason: WebhookDisabledReason | null, days: number): string | null {
  if (reason === 'gone') return 'Its server answered 410 (gone). Turn it on again when the server is ready.'
  if (reason === 'failing')
    return `Its server accepted no event for ${days} days. Fix the server, turn the webhook on, then resend failed events.`
  return null
}

export const durationLabel = (durationMs: number): string =>
  durationMs < 1_000 ? `${durationMs} ms` : `${(durationMs / 1_000).toFixed(1)} s`
