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

/** A person the agency can email, with where and when they consented. */
export const contacts = pgTable(
  'contacts',
  {
    workspaceId: workspaceRef(),
    /** Created with the form, so that a second click is the same contact (R12). */
    id: givenId(),
    /** In lower case, so that an address is one contact however it is typed. */
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
    // Includes the id, because an import stores thousands of rows at the same instant.
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

/** Addresses that are not emailed, whatever list they are on. */
export const contactSuppressions = pgTable(
  'contact_suppressions',
  {
    workspaceId: workspaceRef(),
    /** SHA-256 of the address: all that is kept of an erased person. */
    emailHash: text().notNull(),
    /** Null when the person was erased. */
    email: text(),
    reason: oneOf(suppressionReasons).notNull(),
    at: happenedAt(),
    /** The campaign that caused it. */
    campaignId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.emailHash] }),
    index('contact_suppressions_newest').on(t.workspaceId, t.at),
    knownValue('contact_suppressions_reason_known', t.reason),
    check('contact_suppressions_erased', sql`(${t.reason} = 'erased') = (${t.email} is null)`),
  ],
)

/** A file of contacts: previewed and mapped first, then imported in one step. */
export const contactImports = pgTable(
  'contact_imports',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    fileName: text().notNull(),
    /** The rows of the file until it is imported (lib/contacts/import/stored-table.ts); they are deleted then. */
    content: text().notNull(),
    status: oneOf(importStatuses).notNull().default('open'),
    rows: integer().notNull(),
    /** The outcome of the rows: for a finished import these six add up to `rows`. */
    added: integer().notNull().default(0),
    updated: integer('merged').notNull().default(0),
    unchanged: integer().notNull().default(0),
    duplicates: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    suppressed: integer().notNull().default(0),
    /** The rows that added no contact, each with line and reason (lib/contacts/views.ts: SkippedRow). */
    leftOutRows: jsonb('bad_rows').notNull().default([]),
    /** The lines of the other rows by outcome (lib/contacts/views.ts: ImportedLines). No addresses are stored. */
    takenLines: jsonb().notNull().default({}),
    /** Columns of the file that were not mapped to a field. */
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
