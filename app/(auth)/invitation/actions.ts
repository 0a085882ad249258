'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { acceptInvitation as accept } from '@/lib/workspaces/invitations/accept-invitation'

export const acceptInvitation = personAction(
  'acceptInvitation',
  { input: z.object({ token: z.string().max(100) }) },
  async (person, { token }) => {
    await accept(person, token)
    return { redirectTo: '/dashboard' }
  },
)
