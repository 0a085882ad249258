import type { Metadata } from 'next'
import { currentUser } from '@/app/_lib/workspace-context'
import { AcceptInvitation } from '@/components/members/accept-invitation'
import { SignOutButton } from '@/components/members/sign-out-button'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { roleDescriptions } from '@/lib/auth/permissions'
import { type ReadInvitation, readInvitation } from '@/lib/workspaces/invitations/read-invitation'
import { acceptInvitation } from './actions'

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } }

const OVER: Record<Exclude<ReadInvitation['state'], 'open'>, string> = {
  expired: 'This invitation has expired. Ask for a new one.',
  used: 'This invitation was already accepted.',
  revoked: 'This invitation was canceled or replaced by a newer one.',
}

/** Opened from an email. Email scanners open links too, so only the button accepts the invitation. */
export default async function InvitationPage({ searchParams }: PageProps<'/invitation'>) {
  const { token: given } = await searchParams
  const token = typeof given === 'string' ? given : ''
  const [user, invitation] = await Promise.all([currentUser(), readInvitation(token)])
  if (invitation?.state !== 'open') {
    return (
      <div className="space-y-6">
        <h1 className="font-serif text-3xl tracking-tight">Invitation</h1>
        <Alert tone="warn">
          {invitation ? OVER[invitation.state] : 'This link is incomplete. Open it from the email again.'}
        </Alert>
        <ButtonLink href="/dashboard" variant="secondary">
          Go to Market Trak
        </ButtonLink>
      </div>
    )
  }
  const { workspaceName, invitedBy, email, role } = invitation
  const back = `/invitation?token=${token}`
  return (
    <div className="space-y-6">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl tracking-tight">Join {workspaceName}</h1>
        <p className="text-muted">
          {invitedBy} invited <span className="break-all text-ink">{email}</span> to join as{' '}
          {role === 'admin' ? 'an admin' : 'a member'}. {roleDescriptions[role]}
        </p>
      </header>
      {!user ? (
        <ButtonLink href={`/sign-in?${new URLSearchParams({ callbackUrl: back, email })}`} size="lg">
          Sign in as {email}
        </ButtonLink>
      ) : user.email.toLowerCase() === email ? (
        <AcceptInvitation action={acceptInvitation} token={token} workspaceName={workspaceName} />
      ) : (
        <div className="space-y-4">
          <Alert tone="warn">
            You’re signed in as {user.email}, but this invitation is for {email}.
          </Alert>
          <SignOutButton returnTo={back}>Sign out and continue as {email}</SignOutButton>
        </div>
      )}
    </div>
  )
}
