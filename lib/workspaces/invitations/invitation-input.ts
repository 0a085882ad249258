import { z } from 'zod'
import { invitedRoles } from '@/db/schema/people/invitations'
import { EmailAddress } from '@/lib/email/address'

export const InvitationInput = z.object({ email: EmailAddress, role: z.enum(invitedRoles) })
