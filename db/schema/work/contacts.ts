import { sql } from 'drizzle-orm'
import {
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
import { givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const suppressionReasons = ['unsubscribed', 'bounced', 'complained', 'blocked', 'erased'] as const
export const importStatuses = ['open', 'done', 'cancelled'] as const

/** Somebody whom the agency may write to, and how it came to be allowed to. */
export const contacts = pgTable(
  'contacts',
  {
    workspaceId: workspaceRef(),
    /** Minted with the form, so that a second click is the same contact (R12). */
    id: givenId(),
    /** In lower case: an address is one contact, however it was typed. */
    email: text().notNull(),
    firstName: text().notNull().default(''),
    lastName: text().notNull().default(''),
    phone: text().notNull().default(''),
    tags: text().array().notNull().default(sql`'{}'`),
    /** Where consent was given: `Open house sign-in sheet`. */
    consentSource: text().notNull(),
    consentAt: instant().notNull(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    changedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('contacts_email').on(t.workspaceId, t.email),
    // With the id: an import stores thousands at the same instant.
    index('contacts_newest').on(t.workspaceId, t.createdAt, t.id),
    check('contacts_email_plain', sql`${t.email} = lower(${t.email}) and ${t.email} like '_%@_%'`),
    check('contacts_consent_told', sql`${t.consentSource} <> ''`),
  ],
)

export const contactLists = pgTable(
  'contact_lists',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    name: text().notNull(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('contact_lists_name').on(t.workspaceId, sql`lower(${t.name})`),
    check('contact_lists_named', sql`${t.name} <> ''`),
  ],
)

export const contactListMembers = pgTable(
  'contact_list_members',
  {
    workspaceId: integer().notNull(),
    listId: uuid().notNull(),
    contactId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.listId, t.contactId] }),
    index('contact_list_members_contact').on(t.workspaceId, t.contactId),
    foreignKey({
      name: 'contact_list_members_list',
      columns: [t.workspaceId, t.listId],
      foreignColumns: [contactLists.workspaceId, contactLists.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'contact_list_members_of',
      columns: [t.workspaceId, t.contactId],
      foreignColumns: [contacts.workspaceId, contacts.id],
    }).onDelete('cascade'),
  ],
)

/** Addresses that are not written to any more, whatever list they are on. */
export const contactSuppressions = pgTable(
  'contact_suppressions',
  {
    workspaceId: workspaceRef(),
    /** SHA-256 of the address: all that stays of a person who asked to be erased. */
    emailHash: text().notNull(),
    /** Null when the person was erased. */
    email: text(),
    reason: oneOf(suppressionReasons).notNull(),
    at: happenedAt(),
    /** The campaign that it came of. */
    campaignId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.emailHash] }),
    index('contact_suppressions_newest').on(t.workspaceId, t.at),
    knownValue('contact_suppressions_reason_known', t.reason),
    check('contact_suppressions_erased', sql`(${t.reason} = 'erased') = (${t.email} is null)`),
  ],
)

/** A file of contacts: looked at and mapped first, then taken in at one stroke. */
export const contactImports = pgTable(
  'contact_imports',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    fileName: text().notNull(),
    /** The file's text until it is taken in; then nothing of it is kept. */
    content: text().notNull(),
    status: oneOf(importStatuses).notNull().default('open'),
    rows: integer().notNull(),
    /** What became of the rows: of a finished import these six add up to `rows`. */
    added: integer().notNull().default(0),
    updated: integer('merged').notNull().default(0),
    unchanged: integer().notNull().default(0),
    duplicates: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    suppressed: integer().notNull().default(0),
    /** The rows that brought no contact, each with its line and reason (lib/contacts/views.ts: LeftOutRow). */
    leftOutRows: jsonb('bad_rows').notNull().default([]),
    /** The lines of the other rows by what became of them (lib/contacts/views.ts: TakenLines). No address is kept. */
    takenLines: jsonb().notNull().default({}),
    /** Columns of the file that nobody assigned to a field. */
    unusedColumns: text().array().notNull().default(sql`'{}'`),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('contact_imports_newest').on(t.workspaceId, t.createdAt),
    knownValue('contact_imports_status_known', t.status),
    check('contact_imports_kept', sql`${t.status} = 'open' or ${t.content} = ''`),
    check(
      'contact_imports_sane',
      sql`least(${t.rows}, ${t.added}, ${t.updated}, ${t.unchanged}, ${t.duplicates}, ${t.refused}, ${t.suppressed}) >= 0`,
    ),
    check(
      'contact_imports_adds_up',
      sql`${t.status} <> 'done' or ${t.rows} = ${t.added} + ${t.updated} + ${t.unchanged} + ${t.duplicates} + ${t.refused} + ${t.suppressed}`,
    ),
  ],
)
