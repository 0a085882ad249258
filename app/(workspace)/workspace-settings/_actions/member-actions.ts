'use server'

import { z } from 'zod'
import { IdInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { endedMessage } from '@/components/members/left-behind'
import { memberRoles } from '@/db/schema/people/people'
import { rowNumber } from '@/lib/core/text/input'
import { InvitationInput, inviteMember as invite } from '@/lib/workspaces/invitations/invite-member'
import { resendInvitation as resend } from '@/lib/workspaces/invitations/resend-invitation'
import { revokeInvitation } from '@/lib/workspaces/invitations/revoke-invitation'
import { changeRole as change } from '@/lib/workspaces/members/change-role'
import { removeMember as remove } from '@/lib/workspaces/members/remove-member'
import { transferOwnership as transfer } from '@/lib/workspaces/members/transfer-ownership'

const permission = 'members.manage'
const revalidate = ['/workspace-settings']
const userId = rowNumber

export const inviteMember = workspaceAction(
  'inviteMember',
  { input: InvitationInput, permission, limit: 'invitation', revalidate },
  async (ctx, input) => {
    const { fresh } = await invite(ctx, input)
    return {
      message: fresh
        ? `Invitation sent to ${input.email}.`
        : `${input.email} is already invited. You can resend the invitation below.`,
    }
  },
)

export const resendInvitation = workspaceAction(
  'resendInvitation',
  { input: IdInput, permission, limit: 'invitation', revalidate },
  async (ctx, input) => {
    await resend(ctx, input)
    return { message: 'New link sent. The old one no longer works.' }
  },
)

export const cancelInvitation = workspaceAction(
  'cancelInvitation',
  { input: IdInput, permission, revalidate },
  async (ctx, input) => {
    await revokeInvitation(ctx, input)
    return { message: 'Invitation canceled.' }
  },
)

export const changeRole = workspaceAction(
  'changeRole',
  {
    input: z.object({ userId, role: z.enum(memberRoles) }),
    permission,
    revalidate,
    // It can make someone an owner.
    recentSignIn: true,
  },
  async (ctx, input) => {
    const ended = await change(ctx, input)
    return { message: `Role changed.${ended ? endedMessage(ended) : ''}` }
  },
)

export const removeMember = workspaceAction(
  'removeMember',
  { input: z.object({ userId }), permission, revalidate },
  async (ctx, input) => {
    return { message: `Member removed.${endedMessage(await remove(ctx, input))}` }
  },
)

export const leaveWorkspace = workspaceAction(
  'leaveWorkspace',
  { input: noInput, permission: 'workspace.read' },
  async (ctx) => {
    await remove(ctx, ctx)
    return { redirectTo: '/dashboard' }
  },
)

export const transferOwnership = workspaceAction(
  'transferOwnership',
  { input: z.object({ userId }), permission: 'ownership.transfer', revalidate },
  async (ctx, input) => {
    await transfer(ctx, input)
    return { message: 'Ownership transferred. You’re now an admin.' }
  },
)
