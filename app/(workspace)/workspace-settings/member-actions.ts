'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { endedWords } from '@/components/members/left-behind-labels'
import { memberRoles } from '@/db/schema/people/people'
import { rowNumber } from '@/lib/core/text/input'
import { InvitationInput } from '@/lib/workspaces/invitations/invitation-input'
import { inviteMember } from '@/lib/workspaces/invitations/invite-member'
import { resendInvitation } from '@/lib/workspaces/invitations/resend-invitation'
import { revokeInvitation } from '@/lib/workspaces/invitations/revoke-invitation'
import { changeRole as change } from '@/lib/workspaces/members/change-role'
import { removeMember } from '@/lib/workspaces/members/remove-member'
import { transferOwnership } from '@/lib/workspaces/members/transfer-ownership'

const permission = 'members.manage'
const revalidate = ['/workspace-settings']
const userId = rowNumber
const Invitation = z.object({ id: z.uuid() })

export const invite = workspaceAction(
  { input: InvitationInput, permission, limit: 'invitation', revalidate },
  async (ctx, input) => {
    const { fresh } = await inviteMember(ctx, input)
    return {
      message: fresh
        ? `An invitation is on its way to ${input.email}.`
        : `${input.email} has been invited already. You can send the mail again below.`,
    }
  },
)

export const resend = workspaceAction(
  { input: Invitation, permission, limit: 'invitation', revalidate },
  async (ctx, input) => {
    await resendInvitation(ctx, input)
    return { message: 'A fresh link is on its way; the one before works no more.' }
  },
)

export const revoke = workspaceAction({ input: Invitation, permission, revalidate }, async (ctx, input) => {
  await revokeInvitation(ctx, input)
  return { message: 'The invitation is taken back.' }
})

export const changeRole = workspaceAction(
  {
    input: z.object({ userId, role: z.enum(memberRoles) }),
    permission,
    revalidate,
    // It can make someone an owner.
    recentSignIn: true,
  },
  async (ctx, input) => {
    const ended = await change(ctx, input)
    return { message: `Role changed.${ended ? endedWords(ended) : ''}` }
  },
)

export const remove = workspaceAction(
  { input: z.object({ userId }), permission, revalidate },
  async (ctx, input) => {
    return { message: `Member removed.${endedWords(await removeMember(ctx, input))}` }
  },
)

export const leave = workspaceAction({ input: noInput, permission: 'workspace.read' }, async (ctx) => {
  await removeMember(ctx, ctx)
  return { redirectTo: '/dashboard' }
})

export const transfer = workspaceAction(
  { input: z.object({ userId }), permission: 'ownership.transfer', revalidate },
  async (ctx, input) => {
    await transferOwnership(ctx, input)
    return { message: 'The workspace is handed over. You are an admin now.' }
  },
)
