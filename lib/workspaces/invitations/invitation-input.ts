import { z } from 'zod'
import { EmailAddress } from '@/lib/email/address'

/** Owners are made of people who are in (transfer-ownership.ts, change-role.ts). */
export const invitedRoles = ['admin', 'member'] as const
export type InvitedRole = (typeof invitedRoles)[number]

export const InvitationInput = z.object({ email: EmailAddress, role: z.enum(invitedRoles) })
