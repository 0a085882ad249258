import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy/copy-button'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { WebhookDisabledReason } from '@/db/schema/webhooks'
import { FAILING_DAYS, ROTATION_HOURS } from '@/lib/webhooks/shared/events'
import { disabledMessage, endpointLabel } from './webhook-labels'

type Props = {
  endpoint: {
    id: string
    url: string
    description: string
    enabled: boolean
    disabledReason: WebhookDisabledReason | null
    failingSince: string | null
    secret: string
    /** When the previous secret stops working; null: it has. */
    previousSecretUntil: string | null
  }
  actions: Record<'enable' | 'disable' | 'rotate' | 'test' | 'remove', FormAction>
}

/** An endpoint with its secret, and what can be done with it. */
export function EndpointSettings({ endpoint, actions }: Props) {
  const { id, description, enabled, disabledReason, secret, previousSecretUntil, failingSince } = endpoint
  const { label, tone } = endpointLabel(endpoint)
  const reason = disabledMessage(disabledReason, FAILING_DAYS)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
      <Card aria-labelledby="endpoint-title">
        <CardHeader
          id="endpoint-title"
          title="Status"
          description={description || undefined}
          action={<Badge tone={tone}>{label}</Badge>}
        />
        <div className="grid gap-4">
          {reason && <Alert tone="warn">{reason}</Alert>}
          {enabled && failingSince && (
            <Alert tone="warn">{`Its server has accepted no event since ${failingSince}. After ${FAILING_DAYS} days we turn the webhook off.`}</Alert>
          )}
          <div className="flex flex-wrap gap-2">
            {enabled && (
              <ActionButton action={actions.test} hidden={{ id }} variant="secondary" size="sm">
                Send test event
              </ActionButton>
            )}
            <ActionButton
              action={enabled ? actions.disable : actions.enable}
              hidden={{ id }}
              variant="secondary"
              size="sm"
            >
              {enabled ? 'Turn off' : 'Turn on'}
            </ActionButton>
            <ActionButton action={actions.remove} hidden={{ id }} variant="ghost" size="sm">
              Delete webhook
            </ActionButton>
          </div>
          <p className="text-sm text-muted">Deleting a webhook deletes its log.</p>
        </div>
      </Card>
      <Card aria-labelledby="secret-title">
        <CardHeader
          id="secret-title"
          title="Signing secret"
          description="Your program uses it to verify that a request is from us."
        />
        <div className="grid gap-4 text-sm">
          <details>
            <summary className="text-brand-ink underline underline-offset-3">Show secret</summary>
            <code className="mt-2 mb-2 block rounded-control bg-sunken p-2 font-mono text-xs wrap-anywhere">
              {secret}
            </code>
            <CopyButton text={secret} what="the signing secret" />
          </details>
          {previousSecretUntil && <p>{`The previous secret also works until ${previousSecretUntil}.`}</p>}
          <div className="flex">
            <ActionButton action={actions.rotate} hidden={{ id }} variant="secondary" size="sm">
              Rotate secret
            </ActionButton>
          </div>
          <p className="text-muted">
            {`After you rotate it, requests are signed with both secrets for ${ROTATION_HOURS} hours.`}
          </p>
        </div>
      </Card>
    </div>
  )
}
