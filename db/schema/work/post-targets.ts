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
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users, workspaces } from '../people/people.ts'
import { productTime } from '../product-time.ts'
import { posts } from './posts.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const deliveryStatuses = ['waiting', 'delivered', 'failed'] as const

/** An address of the agency's own to which posts are sent, signed: its website, or a tool that publishes. */
export const postTargets = pgTable(
  'post_targets',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    /** Which secret signs; the secret itself is derived and stored nowhere. */
    secretVersion: integer('secret_version').notNull().default(1),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check('post_targets_whole', sql`${t.name} <> '' and ${t.url} like 'https://%'`),
    check('post_targets_secret', sql`${t.secretVersion} > 0`),
  ],
)

/** A post on its way to a target: one each, however often it is asked for (R12). */
export const postDeliveries = pgTable(
  'post_deliveries',
  {
    workspaceId: integer('workspace_id').notNull(),
    id: uuid('id').notNull().defaultRandom(),
    postId: uuid('post_id').notNull(),
    targetId: uuid('target_id').notNull(),
    status: text('status', { enum: deliveryStatuses }).notNull().default('waiting'),
    attempts: smallint('attempts').notNull().default(0),
    /** What the target answered last, or why it could not be reached. */
    answer: text('answer'),
    createdAt: instant('created_at').notNull().default(productTime),
    settledAt: instant('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('post_deliveries_once').on(t.workspaceId, t.postId, t.targetId),
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
    check('post_deliveries_status_known', sql`${t.status} in ('waiting', 'delivered', 'failed')`),
  ],
)
