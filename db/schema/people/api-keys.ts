import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { happenedAt, instant, knownValue, listed, oneOf, randomId } from '../columns.ts'
import { users, workspaceRef } from './people.ts'

/** Per product: `read` shows its work, `write` changes it and, where it costs something, spends credits. */
export const apiScopes = [
  'credits.read',
  'credits.spend',
  'reports.read',
  'reports.write',
  'valuations.read',
  'valuations.write',
  'images.read',
  'images.write',
  'feeds.read',
  'feeds.write',
  'campaigns.read',
  'campaigns.write',
  'contacts.read',
  'contacts.write',
  'templates.read',
  'calendar.read',
] as const
export type ApiScope = (typeof apiScopes)[number]

/** A personal key ends with its creator's membership; a service key belongs to the workspace. */
export const keyKinds = ['personal', 'service'] as const
export type KeyKind = (typeof keyKinds)[number]

/** Numbers of service keys as actors in the ledger: negative, so that they never equal a person's id. */
export const serviceActors = pgSequence('service_actors', {
  startWith: -1,
  increment: -1,
  minValue: -2_147_483_647,
  maxValue: -1,
})

/**
 * What an agency's own programs sign in with. Only the SHA-256 of a key is stored; the key is shown once, when it is
 * created.
 */
export const apiKeys = pgTable(
  'api_keys',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    name: text().notNull(),
    /** The first characters of the key, which identify it to people. */
    prefix: text().notNull(),
    keyHash: text().notNull(),
    scopes: oneOf(apiScopes).array().notNull().default(sql`'{}'`),
    kind: oneOf(keyKinds).notNull().default('personal'),
    /** The person that spending with a personal key is attributed to. */
    createdBy: integer().notNull(),
    /** The actor that spending with a service key is attributed to. */
    serviceActor: integer(),
    createdAt: happenedAt(),
    /** Null: it does not expire. */
    expiresAt: instant(),
    /** To the minute, so that a busy key is not written on every request. */
    lastUsedAt: instant(),
    revokedAt: instant(),
    revokedBy: integer(),
    /** When it was last rotated: the row stays, so its holds, name and actor do too, and only the secret is new. */
    rotatedAt: instant(),
    /** The secret before the last rotation, valid until `previousUntil`, so that programs can switch without a gap. */
    previousHash: text(),
    previousUntil: instant(),
    previousUsedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('api_keys_hash').on(t.workspaceId, t.keyHash),
    index('api_keys_previous_hash').on(t.workspaceId, t.previousHash),
    uniqueIndex('api_keys_service_actor').on(t.serviceActor),
    knownValue('api_keys_kind_known', t.kind),
    check(
      'api_keys_service_actor_set',
      sql`(${t.kind} = 'service') = (${t.serviceActor} is not null) and coalesce(${t.serviceActor}, -1) < 0`,
    ),
    check('api_keys_named', sql`length(${t.name}) between 1 and 80`),
    check(
      'api_keys_scopes_known',
      sql`cardinality(${t.scopes}) > 0 and ${t.scopes} <@ array[${listed(apiScopes)}]`,
    ),
    check(
      'api_keys_rotated',
      sql`(${t.previousHash} is null) = (${t.previousUntil} is null) and (${t.previousHash} is null or ${t.rotatedAt} is not null)`,
    ),
    check('api_keys_revoked_by', sql`(${t.revokedAt} is null) = (${t.revokedBy} is null)`),
    foreignKey({ columns: [t.createdBy], foreignColumns: [users.id], name: 'api_keys_maker' }),
  ],
)
