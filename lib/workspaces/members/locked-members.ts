import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { auditEvents, type MemberRole, members, workspaces } from '@/db/schema'
import { can, type Permission, permissions } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'

export type Transaction = Parameters<Parameters<ReturnType<typeof system>['transaction']>[0]>[0]

export type LockedMembers = {
  tx: Transaction
  /** The role of whoever asks, as it is now and not as it was when the request began. */
  actorRole: MemberRole
  roleOf: (userId: number) => MemberRole
  owners: number
  audit: (verb: string, detail: object) => Promise<unknown>
}

/**
 * Changes who is in a workspace, one change after the other: two owners who step down at once leave one. The web's own
 * database role may only read members, so this is one of the few doors that write them.
 * @throws {Refusal} `not-found` when whoever asks, or is asked about, does not belong to the workspace
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

/** @throws {Refusal} `forbidden`: members manage nobody, and only an owner decides about owners */
export function mustManage(actorRole: MemberRole, ...concerned: MemberRole[]): void {
  if (!can(actorRole, 'members.manage')) {
    throw new Refusal('forbidden', `Only an owner or admin can ${permissions['members.manage'].words}.`)
  }
  if (concerned.includes('owner') && actorRole !== 'owner') {
    throw new Refusal('forbidden', 'Only an owner can decide who is an owner.')
  }
}

/** @throws {Refusal} `forbidden` */
export function mustOwn(actorRole: MemberRole, permission: Permission): void {
  if (can(actorRole, permission)) return
  throw new Refusal('forbidden', `Only an owner can ${permissions[permission].words}.`)
}

/** @throws {Refusal} `members.last-owner` */
export function mustKeepAnOwner(leaving: MemberRole, owners: number): void {
  if (leaving === 'owner' && owners === 1) {
    throw new Refusal('members.last-owner', 'A workspace needs an owner. Make somebody else an owner first.')
  }
}
