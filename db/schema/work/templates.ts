import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { givenId, happenedAt, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const templateKinds = ['email', 'social'] as const

/** Words to use again, with merge fields. Costs nothing (R9). */
export const templates = pgTable(
  'templates',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    kind: oneOf(templateKinds).notNull(),
    name: text().notNull(),
    /** Of mails alone; empty for a social post. */
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

/** What stands at the foot of an agency's mails, and where their answers go. Its name, colour and logo are its brand. */
export const senderDetails = pgTable(
  'sender_details',
  {
    workspaceId: workspaceRef(),
    replyTo: text().notNull(),
    phone: text().notNull().default(''),
    website: text().notNull().default(''),
    /** Where the agency is, as the law asks of mailings. */
    postalAddress: text().notNull().default(''),
    changedAt: happenedAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId] })],
)
