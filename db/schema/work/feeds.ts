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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { credits, givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const feedRunStatuses = ['queued', 'running', 'done', 'failed'] as const
export const feedRunSources = ['push', 'pull', 'upload'] as const
export const listingStatuses = ['current', 'sold', 'leased', 'withdrawn', 'offmarket'] as const

/** A source of listings: a CRM that pushes files to a secret URL, or a URL that we fetch on a schedule. */
export const feeds = pgTable(
  'feeds',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    name: text().notNull(),
    /** SHA-256 of the secret in its URL, so that a leaked table grants no access. */
    secretHash: text().notNull(),
    /** Fetched on a schedule; null: files are only pushed. */
    pullUrl: text(),
    /** The server's validators of the last file, so that an unchanged file is not sent again. */
    pullEtag: text(),
    pullLastModified: text(),
    pullEveryMinutes: integer().notNull().default(60),
    nextPullAt: instant(),
    /** Why the last fetch failed. */
    pullFailure: text(),
    lastHeardAt: instant(),
    /** Listings are still stored; posts wait. */
    paused: boolean().notNull().default(false),
    /** Since then its URL accepts nothing and we don't fetch; null: connected. */
    disconnectedAt: instant(),
    /** Every file has all listings: those missing from a file are off the market. */
    fullFiles: boolean().notNull().default(false),
    /** The most that posts can cost per cycle; null: no spending limit. */
    capCredits: credits(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
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

/** A received file, stored as it was, and its result. */
export const feedRuns = pgTable(
  'feed_runs',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    feedId: uuid().notNull(),
    source: oneOf(feedRunSources).notNull(),
    /** The member who uploaded it and pays for its posts; null: the CRM sent it, and the feed's owner pays. */
    uploadedBy: userRef(),
    /** Its name in lib/files. */
    fileName: text().notNull(),
    /** SHA-256 of its bytes: the same file again while it is still waiting is the same run. */
    fileHash: text().notNull(),
    sizeBytes: integer().notNull(),
    status: oneOf(feedRunStatuses).notNull().default('queued'),
    /** Listings found, readable or not. */
    readCount: integer().notNull().default(0),
    newCount: integer().notNull().default(0),
    changedCount: integer().notNull().default(0),
    errorCount: integer().notNull().default(0),
    /** Listings with photos that are only names of files, which we can't find. */
    unlinkedCount: integer().notNull().default(0),
    /** Posts that it led to, generated or waiting. */
    postCount: integer().notNull().default(0),
    failure: text(),
    /** Ids of listings missing from a full file, until someone confirms that they are off the market; null: none. */
    missingIds: jsonb().$type<string[]>(),
    createdAt: happenedAt(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('feed_runs_missing').on(t.workspaceId, t.feedId).where(sql`missing_ids is not null`),
    index('feed_runs_newest').on(t.workspaceId, t.feedId, t.createdAt),
    index('feed_runs_page').on(t.workspaceId, t.createdAt, t.id),
    index('feed_runs_finished').on(t.workspaceId, t.finishedAt).where(sql`finished_at is not null`),
    index('feed_runs_open').on(t.createdAt).where(sql`status in ('queued', 'running')`),
    foreignKey({
      name: 'feed_runs_feed',
      columns: [t.workspaceId, t.feedId],
      foreignColumns: [feeds.workspaceId, feeds.id],
    }),
    knownValue('feed_runs_status_known', t.status),
    knownValue('feed_runs_source_known', t.source),
  ],
)

/** A listing in a file that could not be stored, and why. */
export const feedRunErrors = pgTable(
  'feed_run_errors',
  {
    workspaceId: workspaceRef(),
    runId: uuid().notNull(),
    /** Counted from 1, in the order of the file. */
    position: integer().notNull(),
    sourceKey: text(),
    reason: text().notNull(),
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

/** A home, as its CRM last described it. */
export const listings = pgTable(
  'listings',
  {
    workspaceId: workspaceRef(),
    /** Derived from the source key, so that the same listing always has the same id. */
    id: givenId(),
    feedId: uuid().notNull(),
    /** The first file that contained it. */
    runId: uuid().notNull(),
    /** The agent's and the CRM's own ids for it, joined; unique in the workspace across feeds. */
    sourceKey: text().notNull(),
    status: oneOf(listingStatuses).notNull(),
    /** As described by lib/feeds/listings/listing.ts. */
    data: jsonb().notNull(),
    /** Hash of status and data: unchanged listings are not written again. */
    dataHash: text().notNull(),
    /** When the CRM says it was changed, so that an older file arriving late does not undo a newer one. */
    modifiedAt: instant(),
    createdAt: happenedAt(),
    updatedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('listings_source').on(t.workspaceId, t.sourceKey),
    index('listings_source_any_case').on(t.workspaceId, sql`upper(source_key)`),
    // To recognize a relisting: the address without differences in spelling.
    index('listings_address').on(t.workspaceId, sql`listing_address_key(data)`),
    index('listings_newest').on(t.workspaceId, t.createdAt),
    index('listings_changed').on(t.workspaceId, t.updatedAt, t.id),
    foreignKey({
      name: 'listings_feed',
      columns: [t.workspaceId, t.feedId],
      foreignColumns: [feeds.workspaceId, feeds.id],
    }),
    knownValue('listings_status_known', t.status),
  ],
)

/** A listing before a file changed it. */
export const listingChanges = pgTable(
  'listing_changes',
  {
    workspaceId: workspaceRef(),
    listingId: uuid().notNull(),
    runId: uuid().notNull(),
    statusBefore: oneOf(listingStatuses).notNull(),
    dataBefore: jsonb().notNull(),
    changedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.listingId, t.runId] }),
    knownValue('listing_changes_status_known', t.statusBefore),
    foreignKey({
      name: 'listing_changes_listing',
      columns: [t.workspaceId, t.listingId],
      foreignColumns: [listings.workspaceId, listings.id],
    }),
  ],
)

/** A small copy of a listing's photo, created when it is first shown. */
export const listingPhotos = pgTable(
  'listing_photos',
  {
    workspaceId: workspaceRef(),
    /** SHA-256 of its URL. */
    urlHash: text().notNull(),
    /** The copy's name in lib/files; null: there was never a photo at the URL. */
    fileName: text(),
    /** Why it could not be used when last requested, as shown to people; null: it could. */
    fault: text(),
    askedAt: happenedAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.urlHash] })],
)
