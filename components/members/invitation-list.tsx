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

/** Who was asked and has not answered. */
export function InvitationList({ invitations, resend, revoke }: InvitationListProps) {
  return (
    <section aria-labelledby="invited-title" className="mt-6 border-t border-line pt-5">
      <h3 id="invited-title" className="text-sm font-semibold">
        Invited
      </h3>
      <ul className="divide-y divide-line">
        {invitations.map(({ id, email, role, invitedBy, until, expired }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0">
              <p className="font-medium break-all">
                {email} {expired && <Badge tone="warn">Expired</Badge>}
              </p>
              <p className="text-sm text-muted">
                As {role === 'admin' ? 'an admin' : 'a member'}, by {invitedBy},{' '}
                {expired ? 'until' : 'open until'} {until}
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              <ActionButton
                action={resend}
                hidden={{ id }}
                variant="secondary"
                size="sm"
                label={`Send again to ${email}`}
              >
                Send again
              </ActionButton>
              <ActionButton
                action={revoke}
                hidden={{ id }}
                variant="ghost"
                size="sm"
                label={`Take back the invitation of ${email}`}
              >
                Take back
              </ActionButton>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
