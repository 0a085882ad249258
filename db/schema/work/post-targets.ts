import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { givenId, happenedAt, instant, knownValue, oneOf, randomId } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'
import { posts } from './posts.ts'

export const deliveryStatuses = ['waiting', 'delivered', 'failed'] as const

/** An agency's webhook to which posts are sent, signed: its website, or a publishing tool. */
export const postTargets = pgTable(
  'post_targets',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    name: text().notNull(),
    url: text().notNull(),
    /** Version of the signing secret. The secret is derived and not stored. */
    secretVersion: integer().notNull().default(1),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check('post_targets_whole', sql`${t.name} <> '' and ${t.url} like 'https://%'`),
    check('post_targets_secret', sql`${t.secretVersion} > 0`),
  ],
)

/** The delivery of a post to a webhook: one per pair, however often it is requested (R12). */
export const postDeliveries = pgTable(
  'post_deliveries',
  {
    workspaceId: integer().notNull(),
    id: randomId(),
    postId: uuid().notNull(),
    targetId: uuid().notNull(),
    status: oneOf(deliveryStatuses).notNull().default('waiting'),
    attempts: smallint().notNull().default(0),
    /** The webhook's last response, or why it could not be reached. */
    answer: text(),
    createdAt: happenedAt(),
    settledAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('post_deliveries_once').on(t.workspaceId, t.postId, t.targetId),
    index('post_deliveries_failed').on(t.workspaceId, t.settledAt).where(sql`status = 'failed'`),
    index('post_deliveries_waiting').on(t.createdAt).where(sql`status = 'waiting'`),
    foreignKey({
      name: 'post_deliveries_post',
      columns: [t.workspaceId, t.postId],
      foreignColumns: [posts.workspaceId, posts.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'post_deliveries_target',
      columns: [t.workspaceId, t.targetId],
      foreignColumns: [postTargets.workspaceId, postTargets.id],
    }).onDelete('cascade'),
    knownValue('post_deliveries_status_known', t.status),
  ],
)
