import { Alert } from '@/components/ui/alert'
import { ActionButton } from '@/components/ui/buttons/action-button'
import type { FormAction } from '@/components/ui/forms/form-action'
import { OneTimeNotice } from '@/components/ui/one-time-notice'
import { LinkGoogle } from './link-google'

type LinkedAccountsProps = {
  email: string
  accounts: { id: string; email: string | null; since: string | null }[]
  /** Whether signing in with Google is configured. */
  canLink: boolean
  /** Why an account was not linked. */
  problem: string | null
  unlink: FormAction
}

const MESSAGES: Record<string, (email: string) => string> = {
  'other-address': (email) =>
    `That Google account has a different email address. Choose the Google account for ${email}, or change your address first.`,
  'linked-elsewhere': () => 'That Google account is linked to a different account. Choose another one.',
}

export function LinkedAccounts({ email, accounts, canLink, problem, unlink }: LinkedAccountsProps) {
  const message = problem !== null && Object.hasOwn(MESSAGES, problem) ? MESSAGES[problem] : undefined
  return (
    <div className="grid gap-4">
      <OneTimeNotice names="google">
        {message ? <Alert tone="bad">{message(email)}</Alert> : null}
      </OneTimeNotice>
      {accounts.length === 0 && <p className="text-sm text-muted">No Google account linked.</p>}
      {accounts.length > 0 && (
        <ul className="divide-y divide-line">
          {accounts.map((account) => (
            <li key={account.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div className="min-w-0">
                <p className="font-medium break-all">Google{account.email && `: ${account.email}`}</p>
                {account.since && <p className="text-sm text-muted">Linked {account.since}</p>}
              </div>
              <ActionButton
                action={unlink}
                hidden={{ id: account.id }}
                variant="secondary"
                size="sm"
                label={`Unlink Google${account.email ? ` ${account.email}` : ''}`}
              >
                Unlink
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
      {canLink && accounts.length === 0 && <LinkGoogle />}
    </div>
  )
}
