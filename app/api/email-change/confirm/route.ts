import { emailChangeRoute } from '@/app/_lib/auth/email-change-route'
import { sessionHashOf } from '@/app/_lib/auth/session-cookie'
import { currentUser } from '@/app/_lib/workspace-context'
import { confirmEmailChange } from '@/lib/auth/email-change/confirm'

/** Confirms a new email address with the link sent to it. The button on /email-change/confirm posts here. */
export const POST = emailChangeRoute('/email-change/confirm', async (request, token) => {
  const user = await currentUser()
  return confirmEmailChange(token, { userId: user?.id ?? null, sessionHash: sessionHashOf(request.cookies) })
})
