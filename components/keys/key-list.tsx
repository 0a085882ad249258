import { Badge } from '@/components/ui/badge'
import { ActionButton } from '@/components/ui/buttons/action-button'
import type { FormAction } from '@/components/ui/forms/form-action'
import { LazyRotateForm } from './lazy-forms'
import type { OverlapOption } from './rotate-form'

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
  isExpiring: boolean
  rotatedOn: string | null
  /** When the old secret stops working after a rotation; null if none works. */
  oldWorksUntil: string | null
  oldUsedAt: string | null
  canRotate: boolean
}

type Props = { keys: Key[]; revoke: FormAction; rotate: FormAction; overlaps: OverlapOption[] }

export function KeyList({ keys, revoke, rotate, overlaps }: Props) {
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
          isExpiring,
          rotatedOn,
          oldWorksUntil,
          oldUsedAt,
          canRotate,
        }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0 space-y-0.5">
              <p className="font-medium break-words">
                {name} <code className="text-sm font-normal break-all text-muted">{prefix}…</code>{' '}
                {isService && <Badge tone="brand">Service key</Badge>}{' '}
                {isExpired && <Badge tone="bad">Expired</Badge>}
                {isExpiring && <Badge tone="warn">Expires soon</Badge>}
              </p>
              <p className="text-sm">{permissions.join('. ')}.</p>
              <p className="text-sm text-muted">
                Created by {createdBy} on {createdOn}, {usedAt ? `last used ${usedAt}` : 'never used'}
                {expiresOn ? `, ${isExpired ? 'expired' : 'expires'} ${expiresOn}` : ', no expiry date'}
                {rotatedOn && `, rotated on ${rotatedOn}`}
              </p>
              {oldWorksUntil && (
                <p className="text-sm">
                  {`The old key works until ${oldWorksUntil}. It was ${oldUsedAt ? `last used ${oldUsedAt}` : 'not used since the rotation'}.`}
                </p>
              )}
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
            {canRotate && !isExpired && (
              <details className="w-full text-sm">
                <summary className="w-fit cursor-pointer text-brand-ink underline underline-offset-3">
                  Rotate <span className="sr-only">{name}</span>
                </summary>
                <LazyRotateForm id={id} name={name} action={rotate} overlaps={overlaps} />
              </details>
            )}
          </li>
        ),
      )}
    </ul>
  )
}
