import type { MemberRole } from '@/db/schema/people/people'

/**
 * Every permission in a workspace, and the roles that have it. There is no other table. With `recentSignIn`, every action
 * that needs the permission also needs a recent sign-in, unless the action overrides it.
 */
export const permissions = {
  'workspace.read': {
    roles: ['owner', 'admin', 'member'],
    description: 'view the workspace and its balance',
  },
  'content.create': {
    roles: ['owner', 'admin', 'member'],
    description: 'create reports, valuations and images, spending credits',
  },
  'reports.share': { roles: ['owner', 'admin', 'member'], description: 'share results with a public link' },
  'contacts.write': {
    roles: ['owner', 'admin', 'member'],
    description: 'add, import, edit and remove contacts',
  },
  'contacts.erase': { roles: ['owner', 'admin'], description: 'erase contacts permanently' },
  'templates.write': {
    roles: ['owner', 'admin', 'member'],
    description: 'create, edit and delete email templates',
  },
  'campaigns.write': {
    roles: ['owner', 'admin', 'member'],
    description: 'draft campaigns and delete drafts',
  },
  'campaigns.send': { roles: ['owner', 'admin', 'member'], description: 'send, schedule and stop campaigns' },
  'posts.write': { roles: ['owner', 'admin', 'member'], description: 'write, edit and archive posts' },
  'posts.approve': { roles: ['owner', 'admin'], description: 'approve, schedule and send posts' },
  'calendar.move': {
    roles: ['owner', 'admin', 'member'],
    description: 'move scheduled items on the calendar',
  },
  'feeds.upload': {
    roles: ['owner', 'admin', 'member'],
    description: 'upload listing files to a property feed',
  },
  'feeds.manage': { roles: ['owner', 'admin'], description: 'connect, change and disconnect property feeds' },
  'webhooks.manage': { roles: ['owner', 'admin'], description: 'manage the webhooks that receive posts' },
  'billing.read': { roles: ['owner', 'admin'], description: 'view invoices' },
  'billing.manage': { roles: ['owner', 'admin'], description: 'buy credits and change the plan' },
  'members.manage': { roles: ['owner', 'admin'], description: 'invite and remove members' },
  'workspace.manage': { roles: ['owner', 'admin'], description: "change the workspace's settings" },
  'keys.manage': { roles: ['owner', 'admin'], description: 'create and revoke API keys', recentSignIn: true },
  'endpoints.manage': {
    roles: ['owner', 'admin'],
    description: 'manage the webhooks that receive billing and work events',
    recentSignIn: true,
  },
  'spending-limits.manage': { roles: ['owner'], description: 'set spending limits' },
  'ownership.transfer': {
    roles: ['owner'],
    description: 'transfer ownership of the workspace',
    recentSignIn: true,
  },
  'demo.advance': { roles: ['owner', 'admin', 'member'], description: 'move the demo clock forward' },
  'workspace.export': {
    roles: ['owner'],
    description: 'export all data of the workspace',
    recentSignIn: true,
  },
  'workspace.delete': { roles: ['owner'], description: 'delete the workspace', recentSignIn: true },
} as const satisfies Record<
  string,
  { roles: readonly MemberRole[]; description: string; recentSignIn?: boolean }
>

/** What each role can do, for choosing one. */
export const roleDescriptions: Record<MemberRole, string> = {
  owner: 'Full access, including ownership and deleting the workspace.',
  admin: 'Manages members, the plan, credits and settings.',
  member: 'Creates and sends work. Can ask an admin for credits.',
}

export type Permission = keyof typeof permissions

/** Fails closed: false for an unknown role or permission. */
export function can(role: MemberRole, permission: Permission): boolean {
  if (!Object.hasOwn(permissions, permission)) return false
  const allowed: readonly MemberRole[] = permissions[permission].roles
  return allowed.includes(role)
}

/** Whether actions with this permission need a recent sign-in by default. */
export function needsRecentSignIn(permission: Permission): boolean {
  const found: { roles: readonly MemberRole[]; recentSignIn?: boolean } = permissions[permission]
  return found.recentSignIn ?? false
}

/** The roles that have the permission, as used in messages: "an owner or admin". */
export function allowedRoles(permission: Permission): string {
  const roles = Object.hasOwn(permissions, permission) ? permissions[permission].roles : ['owner']
  return `an ${roles.join(' or ')}`
}

/** Who has the permission, for those who don't: "Only an owner or admin can create API keys." */
export const whoCan = (permission: Permission): string =>
  `Only ${allowedRoles(permission)} can ${permissions[permission]?.description ?? 'do this'}.`
