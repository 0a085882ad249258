'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/person-action'
import { acceptInvitation } from '@/lib/workspaces/accept-invitation'

export const accept = personAction(
  { where: 'action:acceptInvitation', input: z.object({ token: z.string().max(100) }) },
  async (person, { token }) => {
    await acceptInvitation(person, token)
    return { redirectTo: '/dashboard' }
  },
)
