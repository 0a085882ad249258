import type { MemberRole } from '@/db/schema/people'

/** Everything a member of a workspace can be allowed to do, and by which roles. There is no other table. */
export const permissions = {
  'workspace.read': { may: ['owner', 'admin', 'member'], words: 'see the workspace and its balance' },
  'work.create': {
    may: ['owner', 'admin', 'member'],
    words: 'make reports and other work, spending credits',
  },
  'contacts.erase': { may: ['owner', 'admin'], words: 'erase people for good' },
  'billing.read': { may: ['owner', 'admin'], words: 'see invoices' },
  'billing.manage': { may: ['owner', 'admin'], words: 'buy credits and change the plan' },
  'members.manage': { may: ['owner', 'admin'], words: 'invite and remove members' },
  'workspace.manage': { may: ['owner', 'admin'], words: "change the workspace's settings" },
} as const satisfies Record<string, { may: readonly MemberRole[]; words: string }>

export type Permission = keyof typeof permissions

/** Fails closed: an unknown role or permission may nothing. */
export function can(role: MemberRole, permission: Permission): boolean {
  if (!Object.hasOwn(permissions, permission)) return false
  const allowed: readonly MemberRole[] = permissions[permission].may
  return allowed.includes(role)
}
