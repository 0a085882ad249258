import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { credits, givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'
import { feeds, listings } from './feeds.ts'

/**
 * `waiting`: its text is not made and not paid. `draft`: made, to be read. `approved`: somebody said yes. `scheduled`:
 * goes out at `scheduled_at`. `exported`: handed over to the networks. `dropped`: not wanted, or its home left the market.
 */
export const postStatuses = ['waiting', 'draft', 'approved', 'scheduled', 'exported', 'dropped'] as const
/** `next`: it is about to be made. `balance`: it would spend the rest of the credits, or more. */
export const postWaits = ['next', 'balance', 'cap', 'paused', 'price', 'failed'] as const

/** A social post: for a listing one each, however often the listing comes; or written by hand, without a listing. */
export const posts = pgTable(
  'posts',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    /** The same id as its listing's post always has; null: written by hand. */
    listingId: uuid(),
    feedId: uuid(),
    /** The file that gave rise to it. */
    runId: uuid(),
    title: text().notNull(),
    status: oneOf(postStatuses).notNull().default('waiting'),
    /** Why it waits; null when it does not. */
    waitsFor: oneOf(postWaits),
    /** The price that was agreed to; where a person did it, under the name of their request (R8, R12). */
    quotedCredits: credits(),
    requestId: uuid(),
    /** Who pays for it in the statement: whoever asked for it, else who connected the feed. */
    askedBy: userRef(),
    /** Who let it go while it waited: it does not come back with its listing, as one does whose home left the market. */
    letGoBy: userRef(),
    /** One more after a hold was given back, so that the next try is a request of its own. */
    attempt: smallint().notNull().default(0),
    /** The ledger's hold that pays for it. */
    holdId: uuid(),
    /** What it cost and in which cycle, for the spending limit. */
    credits: credits(),
    cycleStart: instant(),
    /** Words by network, as lib/posts/shared/networks.ts names them: `{ facebook: '...', x: '...' }`. Null until made. */
    texts: jsonb(),
    /** Which model wrote them, as shown to the reader; null until made, and for those written by hand. */
    model: text(),
    /** The listing's photo that goes with it, at its address on the web. */
    photoUrl: text(),
    /** An image of our own instead, by its name in lib/files. */
    imageFile: text(),
    failure: text(),
    editedBy: userRef(),
    editedAt: instant(),
    approvedBy: userRef(),
    approvedAt: instant(),
    scheduledAt: instant(),
    /** When it was due, of a post on hold: it was too late to go out without asking. Null once someone decided. */
    missedAt: instant(),
    exportedAt: instant(),
    createdAt: happenedAt(),
    madeAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('posts_listing').on(t.workspaceId, t.listingId),
    index('posts_newest').on(t.workspaceId, t.createdAt),
    index('posts_planned').on(t.workspaceId, t.scheduledAt).where(sql`scheduled_at is not null`),
    index('posts_due').on(t.scheduledAt).where(sql`status = 'scheduled'`),
    index('posts_waiting').on(t.workspaceId, t.waitsFor, t.createdAt).where(sql`status = 'waiting'`),
    index('posts_next').on(t.createdAt).where(sql`waits_for = 'next'`),
    index('posts_spent').on(t.workspaceId, t.feedId, t.cycleStart).where(sql`cycle_start is not null`),
    foreignKey({
      name: 'posts_listing_of',
      columns: [t.workspaceId, t.listingId],
      foreignColumns: [listings.workspaceId, listings.id],
    }),
    foreignKey({
      name: 'posts_feed',
      columns: [t.workspaceId, t.feedId],
      foreignColumns: [feeds.workspaceId, feeds.id],
    }),
    knownValue('posts_status_known', t.status),
    check('posts_wait_has_reason', sql`(${t.status} = 'waiting') = (${t.waitsFor} is not null)`),
    knownValue('posts_waits_known', t.waitsFor),
    check('posts_listing_whole', sql`(${t.listingId} is null) = (${t.feedId} is null)`),
    check(
      'posts_made_is_whole',
      sql`${t.status} in ('waiting', 'dropped') or (${t.texts} is not null and (${t.listingId} is null or ${t.model} is not null))`,
    ),
    check('posts_scheduled_when', sql`${t.status} <> 'scheduled' or ${t.scheduledAt} is not null`),
    check('posts_missed_when', sql`${t.missedAt} is null or ${t.status} = 'approved'`),
    check('posts_exported_when', sql`${t.status} <> 'exported' or ${t.exportedAt} is not null`),
  ],
)
