import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
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
 * `waiting`: the text is not generated and not paid. `draft`: generated, ready for review. `approved`: approved by a
 * person. `scheduled`: sent at `scheduled_at`. `exported`: sent to the networks. `dropped`: archived, or its home left
 * the market.
 */
export const postStatuses = ['waiting', 'draft', 'approved', 'scheduled', 'exported', 'dropped'] as const
/**
 * `next`: it is about to be generated. `balance`: it would use the rest of the credits, or more. `relisted`: its address
 * already has a post. `wording`: the listing's text has wording that fair housing law doesn't allow.
 */
export const postWaits = [
  'next',
  'balance',
  'cap',
  'paused',
  'price',
  'failed',
  'relisted',
  'wording',
] as const

/** A social post: one per listing, however often the listing is received; or written by hand, without a listing. */
export const posts = pgTable(
  'posts',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    /** The same id as its listing's post always has; null: written by hand. */
    listingId: uuid(),
    feedId: uuid(),
    /** The file that led to it. */
    runId: uuid(),
    title: text().notNull(),
    status: oneOf(postStatuses).notNull().default('waiting'),
    /** Why it waits; null if it doesn't. */
    waitsFor: oneOf(postWaits),
    /** The confirmed price and, if a person confirmed it, the name of their request (R8, R12). */
    quotedCredits: credits(),
    requestId: uuid(),
    /** Who pays for it in the statement: the person or service key that requested it, or else who connected the feed. */
    askedBy: integer(),
    /**
     * Who discarded it while it waited: it does not come back with its listing, unlike one whose home left the market.
     */
    letGoBy: userRef(),
    /** Incremented when its hold is released, so that the next try is a new request. */
    attempt: smallint().notNull().default(0),
    /** The ledger's hold that pays for it. */
    holdId: uuid(),
    /** What it cost and in which cycle, for the spending limit. */
    credits: credits(),
    cycleStart: instant(),
    /**
     * Text by network, as named by lib/posts/shared/networks.ts: `{ facebook: '...', x: '...' }`. Null until generated.
     */
    texts: jsonb(),
    /** The model that wrote the text, as shown to people; null until generated, and if written by hand. */
    model: text(),
    /** The URL of the listing's photo that goes with it. */
    photoUrl: text(),
    /** One of our images instead, by its name in lib/files. */
    imageFile: text(),
    failure: text(),
    editedBy: userRef(),
    editedAt: instant(),
    approvedBy: userRef(),
    approvedAt: instant(),
    scheduledAt: instant(),
    /** When a held post was due: it was too late to send it without asking. Null once someone decided. */
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
    index('posts_exported').on(t.workspaceId, t.exportedAt).where(sql`exported_at is not null`),
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
