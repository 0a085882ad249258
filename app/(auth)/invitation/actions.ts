'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { acceptInvitation } from '@/lib/workspaces/invitations/accept-invitation'

export const accept = personAction(
  { where: 'action:acceptInvitation', input: z.object({ token: z.string().max(100) }) },
  async (person, { token }) => {
    await acceptInvitation(person, token)
    return { redirectTo: '/dashboard' }
  },
)
