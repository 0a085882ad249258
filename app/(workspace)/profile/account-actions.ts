'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { EmailAddress } from '@/lib/email/address'
import { cancelEmailChange, requestEmailChange } from '@/lib/auth/email-change/request'
import { unlinkAccount } from '@/lib/auth/sign-in/linked-accounts'

export const changeEmail = personAction(
  {
    where: 'action:changeEmail',
    input: z.object({ email: EmailAddress }),
    revalidate: '/profile',
    recentSignIn: true,
  },
  async (person, { email }) => {
    await requestEmailChange({ userId: person.id, email, operatorId: null })
    return { message: `We emailed a link to ${email}. Open it to confirm the new address.` }
  },
)

export const cancelChange = personAction(
  { where: 'action:cancelEmailChange', input: noInput, revalidate: '/profile' },
  async ({ id }) => {
    await cancelEmailChange(id)
    return { message: 'The change was canceled.' }
  },
)

export const unlink = personAction(
  {
    where: 'action:unlinkAccount',
    input: z.object({ id: z.string().min(1).max(255) }),
    revalidate: '/profile',
    recentSignIn: true,
  },
  async (person, { id }) => {
    await unlinkAccount(person.id, id)
    return { message: 'The Google account is unlinked.' }
  },
)
