import { Badge } from '@/components/ui/badge'
import { ActionButton } from '@/components/ui/buttons/action-button'
import type { FormAction } from '@/components/ui/forms/form-action'

type Invitation = {
  id: string
  email: string
  role: string
  invitedBy: string
  until: string
  expired: boolean
}
type InvitationListProps = { invitations: Invitation[]; resend: FormAction; revoke: FormAction }

/** Invitations that haven’t been accepted yet. */
export function InvitationList({ invitations, resend, revoke }: InvitationListProps) {
  return (
    <section aria-labelledby="invited-title" className="mt-6 border-t border-line pt-5">
      <h3 id="invited-title" className="text-sm font-semibold">
        Pending invitations
      </h3>
      <ul className="divide-y divide-line">
        {invitations.map(({ id, email, role, invitedBy, until, expired }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0">
              <p className="font-medium break-all">
                {email} {expired && <Badge tone="warn">Expired</Badge>}
              </p>
              <p className="text-sm text-muted">
                {role === 'admin' ? 'Admin' : 'Member'} · Invited by {invitedBy} ·{' '}
                {expired ? 'Expired' : 'Expires'} {until}
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              <ActionButton
                action={resend}
                hidden={{ id }}
                variant="secondary"
                size="sm"
                label={`Resend invitation to ${email}`}
              >
                Resend
              </ActionButton>
              <ActionButton
                action={revoke}
                hidden={{ id }}
                variant="ghost"
                size="sm"
                label={`Cancel invitation for ${email}`}
              >
                Cancel invitation
              </ActionButton>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
