import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { happenedAt, instant, knownValue, machineTimeAt, oneOf } from '../columns.ts'
import { productTime } from '../product-time.ts'

/** A person. One person may belong to many workspaces. */
export const users = pgTable(
  'users',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    email: text('email').notNull(),
    name: text('name').notNull().default(''),
    image: text('image'),
    emailVerifiedAt: instant('email_verified_at'),
    /** The workspace shown after sign-in; membership is checked on every request all the same. */
    currentWorkspaceId: integer('current_workspace_id'),
    /** When the person's one free trial began, and in which workspace (R4); null: they have not had one. */
    trialUsedAt: instant('trial_used_at'),
    trialWorkspaceId: integer('trial_workspace_id'),
    createdAt: machineTimeAt('created_at'),
  },
  (t) => [uniqueIndex('users_email_lower').on(sql`lower(${t.email})`)],
)

/** A sign-in at another provider (Google) that belongs to a person. */
export const authAccounts = pgTable(
  'auth_accounts',
  {
    provider: text('provider').notNull(),
    providerAccountId: text('provider_account_id').notNull(),
    userId: userRef('user_id', { onDelete: 'cascade' }).notNull(),
    /** The verified address that both had when they were linked; null: linked before we stored it. */
    email: text('email'),
    linkedAt: instant('linked_at').default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.providerAccountId] }),
    index('auth_accounts_user').on(t.userId),
  ],
)

/** Signed-in browsers. Only the SHA-256 of the token is stored, so a leaked table opens no door. */
export const authSessions = pgTable(
  'auth_sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: userRef('user_id', { onDelete: 'cascade' }).notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: machineTimeAt('created_at'),
    /** What the browser called itself when it signed in, for its owner to tell it from others. */
    userAgent: text('user_agent'),
    /** When the person last proved who they are in this browser: by signing in or by confirming it again. */
    signedInAt: machineTimeAt('signed_in_at'),
    /** When this browser last passed the second factor. */
    factorAt: instant('factor_at'),
  },
  (t) => [index('auth_sessions_user').on(t.userId), index('auth_sessions_expiry').on(t.expiresAt)],
)

/** A person's authenticator app (TOTP). Sign-in clocks use the machine's time, never the demo's. */
export const userFactors = pgTable(
  'user_factors',
  {
    userId: userRef('user_id', { onDelete: 'cascade' }).primaryKey(),
    /** Encrypted (lib/auth/factor/secret-box.ts). */
    secret: text('secret').notNull(),
    createdAt: machineTimeAt('created_at'),
    /** Null until a first code confirmed that the app has the secret. */
    confirmedAt: instant('confirmed_at'),
    /** The last 30-second step whose code was accepted: a code is never accepted twice. */
    lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
    /** Wrong codes since the last right one. */
    failures: integer('failures').notNull().default(0),
    lockedUntil: instant('locked_until'),
  },
  (t) => [check('user_factors_counts', sql`${t.failures} >= 0 and ${t.lastStep} >= 0`)],
)

/** Single-use codes for a lost authenticator. Only their SHA-256 is stored. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => userFactors.userId, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
)

/** One-time email sign-in links (next-auth stores only a hash of the token). */
export const authVerificationTokens = pgTable(
  'auth_verification_tokens',
  {
    identifier: text('identifier').notNull(),
    token: text('token').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.identifier, t.token] })],
)

/** An agency's workspace: the tenant. Every row of a workspace carries its id as first key column. */
export const workspaces = pgTable('workspaces', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  /** IANA name; cycles are instants and are only shown in this zone. */
  timeZone: text('time_zone').notNull().default('UTC'),
  createdAt: happenedAt('created_at'),
  /** Nobody is a member any more; its ledger and invoices stay for the books. */
  deletedAt: instant('deleted_at'),
})

/** The column that says whose row it is: first in the primary key of every table of a workspace. */
export function workspaceRef() {
  return integer('workspace_id')
    .notNull()
    .references(() => workspaces.id)
}

/** A person that a row is about, or who did what it says. */
export function userRef(name: string, actions?: { onDelete: 'cascade' }) {
  return integer(name).references(() => users.id, actions)
}

/** How an agency shows itself to its clients, on what it hands out. */
export const workspaceBrands = pgTable(
  'workspace_brands',
  {
    workspaceId: workspaceRef().primaryKey(),
    agencyName: text('agency_name').notNull(),
    /** `#rrggbb`; dark enough for white text, as lib/workspaces/brand/brand.ts checks. */
    color: text('color').notNull(),
    /** Its name in lib/files. */
    logoFileName: text('logo_file_name'),
  },
  (t) => [check('workspace_brands_color', sql`${t.color} ~ '^#[0-9a-f]{6}$'`)],
)

export const memberRoles = ['owner', 'admin', 'member'] as const
export type MemberRole = (typeof memberRoles)[number]

export const members = pgTable(
  'members',
  {
    workspaceId: workspaceRef(),
    userId: userRef('user_id').notNull(),
    role: oneOf('role', memberRoles).notNull(),
    joinedAt: happenedAt('joined_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    index('members_user').on(t.userId),
    knownValue('members_role_known', t.role),
  ],
)
