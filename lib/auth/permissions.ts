import type { MemberRole } from '@/db/schema/people/people'

/**
 * Everything a member of a workspace can be allowed to do, and by which roles. There is no other table. With
 * `recentSignIn` every action that needs the permission also needs a recent sign-in, unless the action says otherwise.
 */
export const permissions = {
  'workspace.read': { may: ['owner', 'admin', 'member'], words: 'see the workspace and its balance' },
  'content.create': {
    may: ['owner', 'admin', 'member'],
    words: 'create reports, valuations and images, spending credits',
  },
  'reports.share': { may: ['owner', 'admin', 'member'], words: 'share reports with a public link' },
  'contacts.write': { may: ['owner', 'admin', 'member'], words: 'add, import, edit and remove contacts' },
  'contacts.erase': { may: ['owner', 'admin'], words: 'erase contacts permanently' },
  'templates.write': { may: ['owner', 'admin', 'member'], words: 'create, edit and delete email templates' },
  'campaigns.write': { may: ['owner', 'admin', 'member'], words: 'draft campaigns and delete drafts' },
  'campaigns.send': { may: ['owner', 'admin', 'member'], words: 'send, schedule and stop campaigns' },
  'posts.write': { may: ['owner', 'admin', 'member'], words: 'write, edit and archive posts' },
  'posts.approve': { may: ['owner', 'admin'], words: 'approve, schedule and send posts' },
  'calendar.move': { may: ['owner', 'admin', 'member'], words: 'move scheduled items on the calendar' },
  'feeds.upload': { may: ['owner', 'admin', 'member'], words: 'upload listing files to a property feed' },
  'feeds.manage': { may: ['owner', 'admin'], words: 'connect, change and disconnect property feeds' },
  'webhooks.manage': { may: ['owner', 'admin'], words: 'manage the webhooks that receive posts' },
  'billing.read': { may: ['owner', 'admin'], words: 'see invoices' },
  'billing.manage': { may: ['owner', 'admin'], words: 'buy credits and change the plan' },
  'members.manage': { may: ['owner', 'admin'], words: 'invite and remove members' },
  'workspace.manage': { may: ['owner', 'admin'], words: "change the workspace's settings" },
  'keys.manage': { may: ['owner', 'admin'], words: 'create and revoke API keys', recentSignIn: true },
  'endpoints.manage': {
    may: ['owner', 'admin'],
    words: 'manage the webhooks that receive billing and work events',
    recentSignIn: true,
  },
  'spending-limits.manage': { may: ['owner'], words: 'set spending limits' },
  'ownership.transfer': {
    may: ['owner'],
    words: 'hand the workspace over to somebody else',
    recentSignIn: true,
  },
  'demo.advance': { may: ['owner', 'admin', 'member'], words: "move the demo's clock forward" },
  'workspace.delete': { may: ['owner'], words: 'delete the workspace', recentSignIn: true },
} as const satisfies Record<string, { may: readonly MemberRole[]; words: string; recentSignIn?: boolean }>

/** What a role is, for whoever chooses one. */
export const roleWords: Record<MemberRole, string> = {
  owner: 'Runs the workspace, and decides who else does.',
  admin: 'Runs the workspace day by day: people, plan, credits and settings.',
  member: 'Works in it, and asks an admin for credits.',
}

export type Permission = keyof typeof permissions

/** Fails closed: an unknown role or permission may nothing. */
export function can(role: MemberRole, permission: Permission): boolean {
  if (!Object.hasOwn(permissions, permission)) return false
  const allowed: readonly MemberRole[] = permissions[permission].may
  return allowed.includes(role)
}

/** Whether actions with this permission need a recent sign-in unless they say otherwise. */
export function needsRecentSignIn(permission: Permission): boolean {
  const found: { may: readonly MemberRole[]; recentSignIn?: boolean } = permissions[permission]
  return found.recentSignIn ?? false
}

/** Who may, as a refusal says it: "an owner or admin". */
export function whoMay(permission: Permission): string {
  const may = Object.hasOwn(permissions, permission) ? permissions[permission].may : ['owner']
  return `an ${may.join(' or ')}`
}
