import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { givenId, happenedAt, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const templateKinds = ['email', 'social'] as const

/** Reusable text with merge fields. Free (R9). */
export const templates = pgTable(
  'templates',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    kind: oneOf(templateKinds).notNull(),
    name: text().notNull(),
    /** Only for emails; empty for a social post. */
    subject: text().notNull().default(''),
    body: text().notNull(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    changedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('templates_newest').on(t.workspaceId, t.createdAt),
    knownValue('templates_kind_known', t.kind),
    check('templates_subject_of_mail', sql`(${t.kind} = 'email') = (${t.subject} <> '')`),
    check('templates_whole', sql`${t.name} <> '' and ${t.body} <> ''`),
  ],
)

/** The footer of an agency's emails, and where replies go. Its name, color and logo are its brand. */
export const senderDetails = pgTable(
  'sender_details',
  {
    workspaceId: workspaceRef(),
    replyTo: text().notNull(),
    phone: text().notNull().default(''),
    website: text().notNull().default(''),
    /** The agency's postal address, which the law requires in marketing emails. */
    postalAddress: text().notNull().default(''),
    changedAt: happenedAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId] })],
)
