'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { cancelEmailChange as cancel, requestEmailChange } from '@/lib/auth/email-change/request'
import { unlinkAccount as unlink } from '@/lib/auth/sign-in/linked-accounts'
import { EmailAddress } from '@/lib/email/address'
import { erasePerson } from '@/lib/retention/erase-person'

export const changeEmail = personAction(
  'changeEmail',
  {
    input: z.object({ email: EmailAddress }),
    revalidate: '/profile',
    recentSignIn: true,
  },
  async (person, { email }) => {
    await requestEmailChange({ userId: person.id, email, operatorId: null })
    return { message: `We sent a link to ${email}. Open it to confirm the new address.` }
  },
)

export const cancelEmailChange = personAction(
  'cancelEmailChange',
  { input: noInput, revalidate: '/profile' },
  async ({ id }) => {
    await cancel(id)
    return { message: 'Email change canceled.' }
  },
)

export const unlinkAccount = personAction(
  'unlinkAccount',
  {
    input: z.object({ id: z.string().min(1).max(255) }),
    revalidate: '/profile',
    recentSignIn: true,
  },
  async (person, { id }) => {
    await unlink(person.id, id)
    return { message: 'Google account unlinked.' }
  },
)

export const deleteAccount = personAction(
  'deleteAccount',
  { input: z.object({ email: z.string().max(320) }), recentSignIn: true },
  async ({ id }, input) => {
    await erasePerson(id, input)
    return { redirectTo: '/sign-in' }
  },
)
