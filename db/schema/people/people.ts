import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  serial,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { happenedAt, instant, knownValue, machineTimeAt, oneOf, productTime } from '../columns.ts'

/** A person. One person can belong to many workspaces. */
export const users = pgTable(
  'users',
  {
    id: serial().primaryKey(),
    email: text().notNull(),
    name: text().notNull().default(''),
    image: text(),
    emailVerifiedAt: instant(),
    /** The workspace shown after sign-in. Membership is still checked on every request. */
    currentWorkspaceId: integer(),
    /** When the person's one free trial began, and in which workspace (R4); null: they have not had one. */
    trialUsedAt: instant(),
    trialWorkspaceId: integer(),
    createdAt: machineTimeAt(),
    /** The person deleted their account: the row has no name or address left, and stays for the entries that refer to it. */
    erasedAt: instant(),
    /** Of an erased person: a keyed hash of their mailbox, so that deleting an account does not start another trial (R4). */
    trialMark: text(),
  },
  (t) => [
    uniqueIndex('users_email_lower').on(sql`lower(${t.email})`),
    index('users_trial_mark').on(t.trialMark).where(sql`trial_mark is not null`),
    check('users_trial_mark_of_erased', sql`${t.trialMark} is null or ${t.erasedAt} is not null`),
  ],
)

/** A person's sign-in at another provider (Google). */
export const authAccounts = pgTable(
  'auth_accounts',
  {
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    userId: userRef({ onDelete: 'cascade' }).notNull(),
    /** The verified address that both had when they were linked; null: linked before we stored it. */
    email: text(),
    linkedAt: instant().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.providerAccountId] }),
    index('auth_accounts_user').on(t.userId),
  ],
)

/** Signed-in browsers. Only the SHA-256 of the token is stored, so that a leaked table grants no access. */
export const authSessions = pgTable(
  'auth_sessions',
  {
    tokenHash: text().primaryKey(),
    userId: userRef({ onDelete: 'cascade' }).notNull(),
    expiresAt: instant().notNull(),
    createdAt: machineTimeAt(),
    /** How the browser identified itself at sign-in, so that its owner recognizes it. */
    userAgent: text(),
    /** When the person last proved their identity in this browser, by signing in or confirming. */
    signedInAt: machineTimeAt(),
    /** When this browser last passed the second factor. */
    factorAt: instant(),
  },
  (t) => [index('auth_sessions_user').on(t.userId), index('auth_sessions_expiry').on(t.expiresAt)],
)

/** A person's authenticator app (TOTP). Sign-in clocks use the machine's time, never the demo's. */
export const userFactors = pgTable(
  'user_factors',
  {
    userId: userRef({ onDelete: 'cascade' }).primaryKey(),
    /** Encrypted (lib/auth/factor/secret-box.ts). */
    secret: text().notNull(),
    createdAt: machineTimeAt(),
    /** Null until a first code confirmed that the app has the secret. */
    confirmedAt: instant(),
    /** The last 30-second step whose code was accepted, so that no code is accepted twice. */
    lastStep: bigint({ mode: 'number' }).notNull().default(0),
    /** Wrong codes since the last correct one. */
    failures: integer().notNull().default(0),
    lockedUntil: instant(),
  },
  (t) => [check('user_factors_counts', sql`${t.failures} >= 0 and ${t.lastStep} >= 0`)],
)

/** Single-use codes for a lost authenticator. Only their SHA-256 is stored. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: integer()
      .notNull()
      .references(() => userFactors.userId, { onDelete: 'cascade' }),
    codeHash: text().notNull(),
    usedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
)

/** One-time email sign-in links (next-auth stores only a hash of the token). */
export const authVerificationTokens = pgTable(
  'auth_verification_tokens',
  {
    identifier: text().notNull(),
    token: text().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.identifier, t.token] })],
)

/** An agency's workspace: the tenant. Every row of a workspace has its id as the first key column. */
export const workspaces = pgTable('workspaces', {
  id: serial().primaryKey(),
  name: text().notNull(),
  /** IANA name. Cycles are instants and are only displayed in this zone. */
  timeZone: text().notNull().default('UTC'),
  /** Images made from its photos carry a label and a public link to the original photo (R46). */
  labelsAlteredPhotos: boolean().notNull().default(true),
  /** First steps on the dashboard that a member dismissed, by their keys. */
  dismissedSteps: text().array().notNull().default([]),
  createdAt: happenedAt(),
  /** It has no members left; its ledger and invoices are kept as records. */
  deletedAt: instant(),
  /** When the rest of a deleted workspace was erased (lib/retention). Null: it is not, or it is not deleted. */
  erasedAt: instant(),
})

/** The workspace that a row belongs to: the first primary key column of every workspace table. */
export function workspaceRef() {
  return integer()
    .notNull()
    .references(() => workspaces.id)
}

/** The person that a row is about, or who did it. */
export function userRef(actions?: { onDelete: 'cascade' }) {
  return integer().references(() => users.id, actions)
}

/** An agency's appearance on documents for its clients. */
export const workspaceBrands = pgTable(
  'workspace_brands',
  {
    workspaceId: workspaceRef().primaryKey(),
    agencyName: text().notNull(),
    /** `#rrggbb`; dark enough for white text, as lib/workspaces/brand/brand.ts checks. */
    color: text().notNull(),
    /** Its name in lib/files. */
    logoFileName: text(),
  },
  (t) => [check('workspace_brands_color', sql`${t.color} ~ '^#[0-9a-f]{6}$'`)],
)

export const memberRoles = ['owner', 'admin', 'member'] as const
export type MemberRole = (typeof memberRoles)[number]

export const members = pgTable(
  'members',
  {
    workspaceId: workspaceRef(),
    userId: userRef().notNull(),
    role: oneOf(memberRoles).notNull(),
    joinedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    index('members_user').on(t.userId),
    knownValue('members_role_known', t.role),
  ],
)

/** How a member appears to the agency's clients, on reports they share. Only what they filled in is shown. */
export const agentCards = pgTable(
  'agent_cards',
  {
    workspaceId: workspaceRef(),
    userId: userRef().notNull(),
    name: text().notNull(),
    phone: text().notNull().default(''),
    /** Where clients write to. Never the address that the member signs in with, unless they entered it. */
    email: text().notNull().default(''),
    license: text().notNull().default(''),
    /** Its name in lib/files. */
    photoFileName: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    check('agent_cards_named', sql`${t.name} <> ''`),
  ],
)
