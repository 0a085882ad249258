import { EmailAddress } from '@/components/profile/email-address'
import { LinkedAccounts } from '@/components/profile/linked-accounts'
import { Card, CardHeader } from '@/components/ui/card'
import { findOpenEmailChange } from '@/lib/auth/email-change/request'
import { listLinkedAccounts } from '@/lib/auth/sign-in/linked-accounts'
import { env } from '@/lib/core/settings/env'
import { formatDate, formatDateTime } from '@/lib/core/text/format'
import { cancelEmailChange, changeEmail, unlinkAccount } from './account-actions'

type AccountCardsProps = {
  user: { id: number; email: string }
  timeZone: string
  /** From the URL: why a Google account wasn't linked. */
  googleProblem: unknown
}

/** How the person signs in: their email address and their Google account. */
export async function AccountCards({ user, timeZone, googleProblem }: AccountCardsProps) {
  const [change, accounts] = await Promise.all([findOpenEmailChange(user.id), listLinkedAccounts(user.id)])
  const canLink = Boolean(env().AUTH_GOOGLE_ID)
  return (
    <>
      <Card aria-labelledby="email-title">
        <CardHeader id="email-title" title="Email address" />
        <EmailAddress
          email={user.email}
          waiting={change && { newEmail: change.newEmail, until: formatDateTime(change.expiresAt, timeZone) }}
          changeEmail={changeEmail}
          cancelChange={cancelEmailChange}
        />
      </Card>
      {(canLink || accounts.length > 0) && (
        <Card aria-labelledby="linked-title">
          <CardHeader
            id="linked-title"
            title="Google account"
            description={`Sign in with the Google account for ${user.email}. An email link always works too.`}
          />
          <LinkedAccounts
            email={user.email}
            accounts={accounts.map(({ id, email, linkedAt }) => ({
              id,
              email,
              since: linkedAt && formatDate(linkedAt, timeZone),
            }))}
            canLink={canLink}
            problem={typeof googleProblem === 'string' ? googleProblem : null}
            unlink={unlinkAccount}
          />
        </Card>
      )}
    </>
  )
}
