import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { auditEvents, type MemberRole, members, workspaces } from '@/db/schema'
import { can, type Permission, permissions } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'

export type Transaction = Parameters<Parameters<ReturnType<typeof system>['transaction']>[0]>[0]

export type LockedMembers = {
  tx: Transaction
  /** The current role of the acting member, read under the lock. */
  actorRole: MemberRole
  roleOf: (userId: number) => MemberRole
  owners: number
  audit: (verb: string, detail: object) => Promise<unknown>
}

/**
 * Changes the members of a workspace under a lock, one change after the other. So if two owners step down at the same
 * time, one remains. The web's database role can only read members; this is one of the few functions that write them.
 * @throws {Refusal} `not-found` if the acting or the affected person isn't a member of the workspace
 */
export async function withLockedMembers<T>(
  ctx: WorkspaceContext,
  change: (locked: LockedMembers) => Promise<T>,
): Promise<T> {
  const { workspaceId, userId: actorId } = ctx
  return system().transaction(async (tx) => {
    await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId))
      .for('update')
    const rows = await tx
      .select({ userId: members.userId, role: members.role })
      .from(members)
      .where(eq(members.workspaceId, workspaceId))
    const roles = new Map(rows.map(({ userId, role }) => [userId, role]))
    const roleOf = (userId: number) => {
      const role = roles.get(userId)
      if (!role) throw notFound('member')
      return role
    }
    return change({
      tx,
      actorRole: roleOf(actorId),
      roleOf,
      owners: rows.filter(({ role }) => role === 'owner').length,
      audit: (verb, detail) => tx.insert(auditEvents).values({ workspaceId, actorId, verb, detail }),
    })
  })
}

/** @throws {Refusal} `forbidden`: members can't manage anyone, and only owners can manage owners */
export function assertCanManage(actorRole: MemberRole, ...concerned: MemberRole[]): void {
  if (!can(actorRole, 'members.manage')) {
    throw new Refusal('forbidden', `Only an owner or admin can ${permissions['members.manage'].description}.`)
  }
  if (concerned.includes('owner') && actorRole !== 'owner') {
    throw new Refusal('forbidden', 'Only an owner can add or change owners.')
  }
}

/** @throws {Refusal} `forbidden` */
export function assertOwner(actorRole: MemberRole, permission: Permission): void {
  if (can(actorRole, permission)) return
  throw new Refusal('forbidden', `Only an owner can ${permissions[permission].description}.`)
}

/** @throws {Refusal} `members.last-owner` */
export function assertOwnerRemains(leaving: MemberRole, owners: number): void {
  if (leaving === 'owner' && owners === 1) {
    throw new Refusal('members.last-owner', 'A workspace needs an owner. Make someone else an owner first.')
  }
}
