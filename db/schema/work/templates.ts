import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users, workspaces } from '../people/people.ts'
import { productTime } from '../product-time.ts'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const templateKinds = ['email', 'social'] as const

/** Words to use again, with merge fields. Costs nothing (R9). */
export const templates = pgTable(
  'templates',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: uuid('id').notNull(),
    kind: text('kind', { enum: templateKinds }).notNull(),
    name: text('name').notNull(),
    /** Of mails alone; empty for a social post. */
    subject: text('subject').notNull().default(''),
    body: text('body').notNull(),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().default(productTime),
    changedAt: instant('changed_at').notNull().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('templates_newest').on(t.workspaceId, t.createdAt),
    check('templates_kind_known', sql`${t.kind} in ('email', 'social')`),
    check('templates_subject_of_mail', sql`(${t.kind} = 'email') = (${t.subject} <> '')`),
    check('templates_whole', sql`${t.name} <> '' and ${t.body} <> ''`),
  ],
)

/** What stands at the foot of an agency's mails, and where their answers go. Its name, colour and logo are its brand. */
export const senderDetails = pgTable(
  'sender_details',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    replyTo: text('reply_to').notNull(),
    phone: text('phone').notNull().default(''),
    website: text('website').notNull().default(''),
    /** Where the agency is, as the law asks of mailings. */
    postalAddress: text('postal_address').notNull().default(''),
    changedAt: instant('changed_at').notNull().default(productTime),
  },
  (t) => [primaryKey({ columns: [t.workspaceId] })],
)
