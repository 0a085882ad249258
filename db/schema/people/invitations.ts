import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { happenedAt, instant, knownValue, oneOf, randomId } from '../columns.ts'
import { users, workspaceRef } from './people.ts'

/** Owners are appointed from existing members (transfer-ownership.ts, change-role.ts). */
export const invitedRoles = ['admin', 'member'] as const
export type InvitedRole = (typeof invitedRoles)[number]

/** An invitation by email to join a workspace: once, for a limited time, until it is canceled (R34). */
export const invitations = pgTable(
  'invitations',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    /** In lower case. To accept, one must be signed in with it. */
    email: text().notNull(),
    role: oneOf(invitedRoles).notNull(),
    /** SHA-256 of the emailed token, so that a leaked table grants no access. */
    tokenHash: text().notNull(),
    invitedBy: integer().notNull(),
    invitedAt: happenedAt(),
    expiresAt: instant().notNull(),
    mailedAt: instant(),
    usedAt: instant(),
    usedBy: integer(),
    revokedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('invitations_token').on(t.workspaceId, t.tokenHash),
    uniqueIndex('invitations_open')
      .on(t.workspaceId, t.email)
      .where(sql`used_at is null and revoked_at is null`),
    knownValue('invitations_role', t.role),
    check('invitations_email_small', sql`${t.email} = lower(${t.email})`),
    check('invitations_expire', sql`${t.expiresAt} > ${t.invitedAt}`),
    check('invitations_used_by', sql`(${t.usedAt} is null) = (${t.usedBy} is null)`),
    check('invitations_used_or_revoked', sql`${t.usedAt} is null or ${t.revokedAt} is null`),
    foreignKey({ columns: [t.invitedBy], foreignColumns: [users.id], name: 'invitations_inviter' }),
  ],
)
