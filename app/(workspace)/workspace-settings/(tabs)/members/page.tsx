import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import {
  cancelInvitation,
  changeRole,
  inviteMember,
  leaveWorkspace,
  removeMember,
  resendInvitation,
  transferOwnership,
} from '@/app/(workspace)/workspace-settings/_actions/member-actions'
import { InvitationList } from '@/components/members/invitation-list'
import { InviteForm } from '@/components/members/invite-form'
import { LeaveDialog } from '@/components/members/leave-dialog'
import { MemberList } from '@/components/members/member-list'
import { RoleTable } from '@/components/members/role-table'
import { Card, CardHeader } from '@/components/ui/card'
import { memberRoles } from '@/db/schema/people/people'
import { can, type Permission, permissions, roleDescriptions } from '@/lib/auth/permissions'
import { isDemo } from '@/lib/core/settings/demo'
import { formatDate } from '@/lib/core/text/format'
import { listInvitations } from '@/lib/workspaces/invitations/list-invitations'
import { listMembers } from '@/lib/workspaces/members/list-members'
import { type LeftBehind, readLeftBehind } from '@/lib/workspaces/members/read-left-behind'

const NOTHING: LeftBehind = { invitations: 0, keys: 0, campaigns: 0, posts: 0, seenFeeds: [] }

export const metadata: Metadata = { title: 'Settings' }

export default async function MemberSettingsPage() {
  const workspace = await requireWorkspace()
  const { role, userId, timeZone, workspaceName } = workspace
  const manages = can(role, 'members.manage')
  const [people, leftBehind, open] = await Promise.all([
    listMembers(workspace),
    readLeftBehind(workspace),
    manages ? listInvitations(workspace) : Promise.resolve([]),
  ])
  const leftOf = (of: number) => leftBehind.get(of) ?? NOTHING
  const roles = memberRoles.map((one) => ({ role: one, description: roleDescriptions[one] }))
  const offered = (Object.keys(permissions) as Permission[]).filter(
    (one) => one !== 'demo.advance' || isDemo(),
  )
  const lines = offered.map((permission) => ({
    label: permissions[permission].description,
    allowed: memberRoles.filter((one) => can(one, permission)),
  }))
  return (
    <div className="grid gap-6">
      {manages && (
        <Card aria-labelledby="invite-title">
          <CardHeader
            id="invite-title"
            title="Invite a member"
            description="We’ll email them a link. It works once, expires in seven days and is only for their address."
          />
          <InviteForm
            action={inviteMember}
            roles={roles.filter((one) => one.role !== 'owner').toReversed()}
          />
          {open.length > 0 && (
            <InvitationList
              invitations={open.map(({ expiresAt, ...one }) => ({
                ...one,
                until: formatDate(expiresAt, timeZone),
              }))}
              resend={resendInvitation}
              revoke={cancelInvitation}
            />
          )}
        </Card>
      )}
      <Card aria-labelledby="members-title">
        <CardHeader
          id="members-title"
          title="Members"
          action={<LeaveDialog workspaceName={workspaceName} leave={leaveWorkspace} left={leftOf(userId)} />}
        />
        <MemberList
          me={userId}
          members={people.map(({ joinedAt, ...person }) => ({
            ...person,
            since: formatDate(joinedAt, timeZone),
            // Only shown to people who can remove the member.
            left: manages ? leftOf(person.userId) : NOTHING,
            // Only an owner can manage owners.
            manageable: manages && person.userId !== userId && (role === 'owner' || person.role !== 'owner'),
          }))}
          roles={roles.filter((one) => role === 'owner' || one.role !== 'owner')}
          changeRole={changeRole}
          remove={removeMember}
          transfer={can(role, 'ownership.transfer') ? transferOwnership : null}
        />
      </Card>
      <Card aria-labelledby="roles-title">
        <CardHeader id="roles-title" title="Role permissions" />
        <RoleTable roles={roles} lines={lines} />
      </Card>
    </div>
  )
}
