import { Button, Text } from '@react-email/components'
import { render } from '@react-email/render'
import { buttonStyle, faintStyle, Letter } from '@/lib/notifications/email/letter'
import { INVITATION_DAYS } from './write-invitation'

type Invitation = { workspaceName: string; invitedBy: string; role: string; email: string; link: string }

export async function invitationMail(
  given: Invitation,
): Promise<{ subject: string; html: string; text: string }> {
  const mail = <InvitationLetter {...given} />
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })])
  return { subject: `${given.invitedBy} invites you to ${given.workspaceName}`, html, text }
}

function InvitationLetter({ workspaceName, invitedBy, role, email, link }: Invitation) {
  const body = `${invitedBy} would like you to join ${workspaceName} on Market Trak as ${role === 'admin' ? 'an admin' : 'a member'}.`
  return (
    <Letter
      title={`Join ${workspaceName}`}
      body={body}
      foot={
        <>
          <Text style={faintStyle}>
            The invitation is for {email}. It works once and for {INVITATION_DAYS} days.
          </Text>
          <Text style={faintStyle}>If you do not know {invitedBy}, you can ignore this mail.</Text>
        </>
      }
    >
      <Button href={link} style={buttonStyle(true)}>
        See the invitation
      </Button>
    </Letter>
  )
}
