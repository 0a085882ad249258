import { Badge } from '@/components/ui/badge'
import { ActionButton } from '@/components/ui/buttons/action-button'
import type { FormAction } from '@/components/ui/forms/form-action'

type SessionListProps = {
  sessions: { id: string; browser: string; since: string; current: boolean }[]
  signOutOf: FormAction
}

export function SessionList({ sessions, signOutOf }: SessionListProps) {
  return (
    <ul className="divide-y divide-line">
      {sessions.map(({ id, browser, since, current }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <div className="min-w-0">
            <p className="font-medium">
              {browser} {current && <Badge tone="good">This browser</Badge>}
            </p>
            <p className="text-sm text-muted">Signed in {since}</p>
          </div>
          {!current && (
            <ActionButton
              action={signOutOf}
              hidden={{ id }}
              variant="secondary"
              size="sm"
              label={`Sign out ${browser}, signed in ${since}`}
            >
              Sign out
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  )
}
