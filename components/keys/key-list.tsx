import { Badge } from '@/components/ui/badge'
import { ActionButton } from '@/components/ui/buttons/action-button'
import type { FormAction } from '@/components/ui/forms/form-action'

type Key = {
  id: string
  name: string
  prefix: string
  permissions: string[]
  createdBy: string
  createdOn: string
  usedAt: string | null
  isService: boolean
  /** The day it expires or expired; null if it doesn’t expire. */
  expiresOn: string | null
  isExpired: boolean
}

export function KeyList({ keys, revoke }: { keys: Key[]; revoke: FormAction }) {
  return (
    <ul className="divide-y divide-line">
      {keys.map(
        ({
          id,
          name,
          prefix,
          permissions,
          createdBy,
          createdOn,
          usedAt,
          isService,
          expiresOn,
          isExpired,
        }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0 space-y-0.5">
              <p className="font-medium break-words">
                {name} <code className="text-sm font-normal break-all text-muted">{prefix}…</code>{' '}
                {isService && <Badge tone="brand">Service key</Badge>}{' '}
                {isExpired && <Badge tone="bad">Expired</Badge>}
              </p>
              <p className="text-sm">{permissions.join('. ')}.</p>
              <p className="text-sm text-muted">
                Created by {createdBy} on {createdOn}, {usedAt ? `last used ${usedAt}` : 'never used'}
                {expiresOn ? `, ${isExpired ? 'expired' : 'expires'} ${expiresOn}` : ', no expiry date'}
              </p>
            </div>
            <ActionButton
              action={revoke}
              hidden={{ id }}
              variant="secondary"
              size="sm"
              label={`Revoke ${name}`}
            >
              Revoke
            </ActionButton>
          </li>
        ),
      )}
    </ul>
  )
}
