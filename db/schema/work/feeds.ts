import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users, workspaces } from '../people/people.ts'
import { productTime } from '../product-time.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const feedRunStatuses = ['queued', 'running', 'done', 'failed'] as const
export const feedRunSources = ['push', 'pull', 'upload'] as const
export const listingStatuses = ['current', 'sold', 'leased', 'withdrawn', 'offmarket'] as const

/** Where listings come from: a CRM that pushes files to a secret address, or an address that is asked on a schedule. */
export const feeds = pgTable(
  'feeds',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** SHA-256 of the secret in its address: a leaked table opens no door. */
    secretHash: text('secret_hash').notNull(),
    /** Asked on a schedule; null: files are only pushed. */
    pullUrl: text('pull_url'),
    /** What the server said of the file that was read last, so that an unchanged one is not sent again. */
    pullEtag: text('pull_etag'),
    pullLastModified: text('pull_last_modified'),
    pullEveryMinutes: integer('pull_every_minutes').notNull().default(60),
    nextPullAt: instant('next_pull_at'),
    /** Why the last pull brought nothing. */
    pullFailure: text('pull_failure'),
    lastHeardAt: instant('last_heard_at'),
    /** Listings are still stored; posts wait. */
    paused: boolean('paused').notNull().default(false),
    /** Since then its address takes nothing and it is not asked; null: connected. */
    disconnectedAt: instant('disconnected_at'),
    /** The most that posts may cost in one cycle; null: no spending limit. */
    capCredits: integer('cap_credits'),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('feeds_secret').on(t.workspaceId, t.secretHash),
    index('feeds_due').on(t.nextPullAt).where(sql`pull_url is not null and disconnected_at is null`),
    check('feeds_cap_sane', sql`${t.capCredits} >= 0`),
    check('feeds_pull_sane', sql`${t.pullEveryMinutes} between 5 and 10080`),
    check('feeds_pull_planned', sql`${t.pullUrl} is null or ${t.nextPullAt} is not null`),
  ],
)

/** A file that came, kept as it was, and what became of it. */
export const feedRuns = pgTable(
  'feed_runs',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: uuid('id').notNull(),
    feedId: uuid('feed_id').notNull(),
    source: text('source', { enum: feedRunSources }).notNull(),
    /** The member who uploaded it and pays for its posts; null: the CRM sent it, and the feed's owner pays. */
    uploadedBy: integer('uploaded_by').references(() => users.id),
    /** Its name in lib/files. */
    fileName: text('file_name').notNull(),
    /** SHA-256 of its bytes: the same file again while it still waits is the same run. */
    fileHash: text('file_hash').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    status: text('status', { enum: feedRunStatuses }).notNull().default('queued'),
    /** Listings met, readable or not. */
    readCount: integer('read_count').notNull().default(0),
    newCount: integer('new_count').notNull().default(0),
    changedCount: integer('changed_count').notNull().default(0),
    errorCount: integer('error_count').notNull().default(0),
    /** Posts that it gave rise to, made or waiting. */
    postCount: integer('post_count').notNull().default(0),
    failure: text('failure'),
    createdAt: instant('created_at').notNull().default(productTime),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('feed_runs_newest').on(t.workspaceId, t.feedId, t.createdAt),
    index('feed_runs_open').on(t.createdAt).where(sql`status in ('queued', 'running')`),
    foreignKey({
      name: 'feed_runs_feed',
      columns: [t.workspaceId, t.feedId],
      foreignColumns: [feeds.workspaceId, feeds.id],
    }),
    check('feed_runs_status_known', sql`${t.status} in ('queued', 'running', 'done', 'failed')`),
    check('feed_runs_source_known', sql`${t.source} in ('push', 'pull', 'upload')`),
  ],
)

/** A listing of a file that could not be stored, and why. */
export const feedRunErrors = pgTable(
  'feed_run_errors',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    runId: uuid('run_id').notNull(),
    /** Counted from 1 in the order of the file. */
    position: integer('position').notNull(),
    sourceKey: text('source_key'),
    reason: text('reason').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.runId, t.position] }),
    foreignKey({
      name: 'feed_run_errors_run',
      columns: [t.workspaceId, t.runId],
      foreignColumns: [feedRuns.workspaceId, feedRuns.id],
    }),
  ],
)

/** A home on offer or no longer, as its CRM told last. */
export const listings = pgTable(
  'listings',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    /** Follows from the source key, so that the same listing has the same id however it comes. */
    id: uuid('id').notNull(),
    feedId: uuid('feed_id').notNull(),
    /** The file that told of it first. */
    runId: uuid('run_id').notNull(),
    /** The agent's and the CRM's own names for it, joined; unique in the workspace, whichever feed brings it. */
    sourceKey: text('source_key').notNull(),
    status: text('status', { enum: listingStatuses }).notNull(),
    /** As lib/feeds/listings/listing.ts describes it. */
    data: jsonb('data').notNull(),
    /** Of status and data: what is the same is not written again. */
    dataHash: text('data_hash').notNull(),
    /** When the CRM says it was changed: an older file that comes late does not undo a newer one. */
    modifiedAt: instant('modified_at'),
    createdAt: instant('created_at').notNull().default(productTime),
    updatedAt: instant('updated_at').notNull().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('listings_source').on(t.workspaceId, t.sourceKey),
    index('listings_newest').on(t.workspaceId, t.createdAt),
    foreignKey({
      name: 'listings_feed',
      columns: [t.workspaceId, t.feedId],
      foreignColumns: [feeds.workspaceId, feeds.id],
    }),
    check(
      'listings_status_known',
      sql`${t.status} in ('current', 'sold', 'leased', 'withdrawn', 'offmarket')`,
    ),
  ],
)

/** What a listing was before a file changed it. */
export const listingChanges = pgTable(
  'listing_changes',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    listingId: uuid('listing_id').notNull(),
    runId: uuid('run_id').notNull(),
    statusBefore: text('status_before', { enum: listingStatuses }).notNull(),
    dataBefore: jsonb('data_before').notNull(),
    changedAt: instant('changed_at').notNull().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.listingId, t.runId] }),
    foreignKey({
      name: 'listing_changes_listing',
      columns: [t.workspaceId, t.listingId],
      foreignColumns: [listings.workspaceId, listings.id],
    }),
  ],
)

/** A small copy of a listing's photo, made when somebody first looked at it. */
export const listingPhotos = pgTable(
  'listing_photos',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    /** SHA-256 of its address on the web. */
    urlHash: text('url_hash').notNull(),
    /** The copy's name in lib/files; null: there never was a photo at the address. */
    fileName: text('file_name'),
    /** Why it could not be used when it was last requested, in words for the reader; null: it could. */
    fault: text('fault'),
    askedAt: instant('asked_at').notNull().default(productTime),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.urlHash] })],
)
