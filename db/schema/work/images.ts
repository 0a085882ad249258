import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
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

/** A photo that a member uploaded, checked and stripped of metadata. */
export const imagePhotos = pgTable(
  'image_photos',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    /** Its name in lib/files. */
    fileName: text().notNull(),
    widthPixels: integer().notNull(),
    heightPixels: integer().notNull(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
)

/** One version of a listing image: requested, in progress or ready. Its status decides what happens to its hold. */
export const images = pgTable(
  'images',
  {
    workspaceId: workspaceRef(),
    /** Created with the form, so that a second click is the same image (R12). */
    id: givenId(),
    /** The first version: all versions of one brief share it. */
    rootId: uuid().notNull(),
    /** The version that this one was made from; null for the first. */
    parentId: uuid(),
    action: oneOf(imageActions).notNull(),
    /** What it should show, as described by lib/images/edits/brief.ts. */
    brief: jsonb().notNull(),
    title: text().notNull(),
    /** The requested change; only for edits. */
    instruction: text(),
    photoId: uuid(),
    status: oneOf(imageStatuses).notNull().default('queued'),
    progressPercent: smallint().notNull().default(0),
    /** The ledger's hold that pays for it. */
    holdId: uuid().notNull(),
    /** Its name in lib/files; null until ready. */
    fileName: text(),
    /** It shows an altered photo, says so in a visible label, and links to the original (R46). */
    labeled: boolean().notNull().default(false),
    /** The model that generated it, as shown to people. */
    model: text(),
    /** The message shown if it failed. */
    failure: text(),
    /** Why it was refunded. */
    givenBackFor: text(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    finishedAt: instant(),
    /** A member deleted it with all its versions. It can be restored until its content is removed. */
    deletedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('images_deleted').on(t.workspaceId, t.deletedAt).where(sql`deleted_at is not null`),
    index('images_newest').on(t.workspaceId, t.createdAt),
    index('images_finished').on(t.workspaceId, t.finishedAt).where(sql`finished_at is not null`),
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

/** A request to a model for a workspace's work, and its usage. Recorded in addition to credits, never part of them. */
export const aiCalls = pgTable(
  'ai_calls',
  {
    workspaceId: workspaceRef(),
    id: randomId(),
    calledAt: happenedAt(),
    /** What it was for, by the subject numbers of lib/credits/shared/actions.ts. */
    subjectKind: smallint().notNull(),
    subjectId: uuid().notNull(),
    provider: text().notNull(),
    model: text().notNull(),
    /** `ok`, or why it failed, as named by lib/ai/call-outcome.ts. */
    outcome: text().notNull(),
    inputTokens: integer(),
    outputTokens: integer(),
    images: smallint().notNull().default(0),
    durationMs: integer().notNull(),
    /**
     * Millionths of a dollar: as reported by the provider, or computed from the token prices in the settings; null if
     * neither is known.
     */
    costMicroUsd: bigint({ mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('ai_calls_subject').on(t.workspaceId, t.subjectKind, t.subjectId),
  ],
)
