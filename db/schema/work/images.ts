import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { givenId, happenedAt, instant, knownValue, oneOf, randomId } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const imageStatuses = ['queued', 'running', 'ready', 'failed', 'cancelled'] as const
export const imageActions = ['image.generate', 'image.regenerate', 'image.edit'] as const

/** A photo that a member brought along, checked and without what its camera wrote into it. */
export const imagePhotos = pgTable(
  'image_photos',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    /** Its name in lib/files. */
    fileName: text('file_name').notNull(),
    widthPixels: integer('width_pixels').notNull(),
    heightPixels: integer('height_pixels').notNull(),
    createdBy: userRef('created_by').notNull(),
    createdAt: happenedAt('created_at'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
)

/** A listing image, one version of it: asked for, being made, or made. Its status decides what becomes of its hold. */
export const images = pgTable(
  'images',
  {
    workspaceId: workspaceRef(),
    /** Minted with the form, so that a second click is the same image (R12). */
    id: givenId(),
    /** The first version: all versions of one brief share it. */
    rootId: uuid('root_id').notNull(),
    /** The version that this one was made from; null for the first. */
    parentId: uuid('parent_id'),
    action: oneOf('action', imageActions).notNull(),
    /** What it is to show, as lib/images/edits/brief.ts describes it. */
    brief: jsonb('brief').notNull(),
    title: text('title').notNull(),
    /** What was asked to be changed; for edits alone. */
    instruction: text('instruction'),
    photoId: uuid('photo_id'),
    status: oneOf('status', imageStatuses).notNull().default('queued'),
    progressPercent: smallint('progress_percent').notNull().default(0),
    /** The ledger's hold that pays for it. */
    holdId: uuid('hold_id').notNull(),
    /** Its name in lib/files; null until ready. */
    fileName: text('file_name'),
    /** Which model made it, as shown to the reader. */
    model: text('model'),
    /** What the reader is told when it failed. */
    failure: text('failure'),
    /** Why its credits were given back after it was paid. */
    givenBackFor: text('given_back_for'),
    createdBy: userRef('created_by').notNull(),
    createdAt: happenedAt('created_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('images_newest').on(t.workspaceId, t.createdAt),
    index('images_versions').on(t.workspaceId, t.rootId),
    foreignKey({
      name: 'images_parent',
      columns: [t.workspaceId, t.parentId],
      foreignColumns: [t.workspaceId, t.id],
    }),
    foreignKey({
      name: 'images_photo',
      columns: [t.workspaceId, t.photoId],
      foreignColumns: [imagePhotos.workspaceId, imagePhotos.id],
    }),
    knownValue('images_status_known', t.status),
    knownValue('images_action_known', t.action),
    check(
      'images_ready_is_whole',
      sql`${t.status} <> 'ready' or (${t.fileName} is not null and ${t.model} is not null)`,
    ),
    check('images_lineage', sql`(${t.action} = 'image.generate') = (${t.parentId} is null)`),
    check('images_edit_is_told', sql`(${t.action} = 'image.edit') = (${t.instruction} is not null)`),
  ],
)

/** What was asked of a model for a workspace's work, and what it took: kept beside the credits, never part of them. */
export const aiCalls = pgTable(
  'ai_calls',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    calledAt: happenedAt('called_at'),
    /** What it was for, as lib/credits/shared/actions.ts numbers subjects. */
    subjectKind: smallint('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    provider: text('provider').notNull(),
    model: text('model').notNull(),
    /** `ok`, or in a word why not, as lib/ai/call-outcome.ts names it. */
    outcome: text('outcome').notNull(),
    inputTokens: integer('input_tokens'),
    outputTokens: integer('output_tokens'),
    images: smallint('images').notNull().default(0),
    durationMs: integer('duration_ms').notNull(),
    /** Millionths of a dollar: what the provider says, or the settings' price of its tokens; null where neither does. */
    costMicroUsd: bigint('cost_micro_usd', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('ai_calls_subject').on(t.workspaceId, t.subjectKind, t.subjectId),
  ],
)
