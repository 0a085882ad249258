import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { happenedAt, instant, knownValue, oneOf, randomId } from '../columns.ts'
import { users, workspaceRef } from './people.ts'

/** Owners are made of people who are in (transfer-ownership.ts, change-role.ts). */
export const invitedRoles = ['admin', 'member'] as const
export type InvitedRole = (typeof invitedRoles)[number]

/** Somebody who was asked by mail to join a workspace: once, for a time, and until it is taken back (R34). */
export const invitations = pgTable(
  'invitations',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    /** In small letters: whoever accepts must be signed in with it. */
    email: text().notNull(),
    role: oneOf(invitedRoles).notNull(),
    /** SHA-256 of the mailed token: a copy of the table lets nobody in. */
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
