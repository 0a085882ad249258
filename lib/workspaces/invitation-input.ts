import { z } from 'zod'

/** Owners are made of people who are in (transfer-ownership.ts, change-role.ts). */
export const invitedRoles = ['admin', 'member'] as const
export type InvitedRole = (typeof invitedRoles)[number]

export const InvitationInput = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'An address has at most 254 characters.')
    .pipe(z.email('Enter an email address, such as sam@agency.com.')),
  role: z.enum(invitedRoles),
})
