import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
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

export const dnsRecordKinds = ['dkim', 'dmarc', 'spf', 'return-path'] as const
/** What DNS answered for each record. */
export type DnsChecks = Partial<Record<(typeof dnsRecordKinds)[number], 'ok' | 'missing' | 'different'>>

/** The domain an agency's campaigns are sent from, with its DKIM key. Used while it is verified. */
export const sendingDomains = pgTable(
  'sending_domains',
  {
    workspaceId: workspaceRef(),
    fromAddress: text().notNull(),
    domain: text().notNull(),
    /** The name of the key in DNS: `mt1a2b3c4d._domainkey.example.com`. */
    selector: text().notNull(),
    publicKey: text().notNull(),
    /** Encrypted (lib/templates/sending-domain/dkim-key.ts). */
    privateKey: text().notNull(),
    checks: jsonb().$type<DnsChecks>().notNull().default({}),
    checkedAt: instant(),
    /** Null while a required record is missing or wrong. */
    verifiedAt: instant(),
    createdAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId] }),
    check(
      'sending_domains_whole',
      sql`${t.fromAddress} like '%@' || ${t.domain} and ${t.privateKey} like 'v1.%'`,
    ),
  ],
)
