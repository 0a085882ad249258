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
  uuid,
} from 'drizzle-orm/pg-core'
import { credits, givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const campaignStatuses = [
  'draft',
  'scheduled',
  'queued',
  'running',
  'sent',
  'stopped',
  'refused',
  'held',
] as const
/** How late a scheduled campaign or post may go out without anyone being asked. */
export const LATE_AFTER_HOURS = 6
export const recipientStatuses = [
  'waiting',
  'sending',
  'accepted',
  'rejected',
  'unsure',
  'left-out',
  'bounced',
  'complained',
] as const

/** One mail to everybody on a list. Its status decides what becomes of its hold. */
export const campaigns = pgTable(
  'campaigns',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    name: text().notNull(),
    /** Null for all contacts. Without a foreign key: a sent campaign outlives its list. */
    listId: uuid(),
    listName: text().notNull(),
    /** The template's words as they were when the campaign was made. */
    subject: text().notNull(),
    body: text().notNull(),
    /** What its own merge fields say: `{ property_address: '12 Hill Road' }`. */
    details: jsonb().notNull().default({}),
    status: oneOf(campaignStatuses).notNull().default('draft'),
    /** When it is to be sent; null for at once. */
    scheduledAt: instant(),
    /** Later than this after `scheduled_at` it is held, and someone decides whether it still makes sense. */
    lateAfterHours: smallint().notNull().default(LATE_AFTER_HOURS),
    /** How many it goes to, fixed when it was confirmed. */
    recipients: integer().notNull().default(0),
    /** The price that was confirmed (R8). */
    quotedCredits: credits(),
    /** The member who confirmed it: a scheduled campaign is paid for in their name. Null before. */
    confirmedBy: userRef(),
    /** The ledger's hold that pays for it; null until it is queued. */
    holdId: uuid(),
    /** Which worker's turn it is: one that was taken for dead sends nothing more. */
    runId: uuid(),
    /** Why it was refused or held when its time came, or why it stopped by itself. */
    failure: text(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    startedAt: instant(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('campaigns_newest').on(t.workspaceId, t.createdAt),
    index('campaigns_finished').on(t.workspaceId, t.finishedAt).where(sql`finished_at is not null`),
    index('campaigns_due').on(t.scheduledAt).where(sql`status = 'scheduled'`),
    knownValue('campaigns_status_known', t.status),
    check('campaigns_late_after', sql`${t.lateAfterHours} between 1 and 168`),
    check(
      'campaigns_scheduled',
      sql`${t.status} not in ('scheduled', 'held') or ${t.scheduledAt} is not null`,
    ),
    check(
      'campaigns_paid_for',
      sql`${t.status} not in ('queued', 'running', 'sent') or (${t.holdId} is not null and ${t.recipients} > 0)`,
    ),
  ],
)

/** One person of a campaign. Claimed before the mail goes out, so that nobody is ever mailed twice. */
export const campaignRecipients = pgTable(
  'campaign_recipients',
  {
    workspaceId: integer().notNull(),
    campaignId: uuid().notNull(),
    position: integer().notNull(),
    /** Without a foreign key: what was sent stays when the contact goes. */
    contactId: uuid().notNull(),
    /** Null when the person was erased. */
    email: text(),
    firstName: text().notNull().default(''),
    lastName: text().notNull().default(''),
    status: oneOf(recipientStatuses).notNull().default('waiting'),
    attempts: smallint().notNull().default(0),
    /** Not before then: a mail server asked to be tried later. */
    tryAfter: instant(),
    /** The run that claimed it. */
    runId: uuid(),
    /** What the mail server said when it did not take it. */
    answer: text(),
    settledAt: instant(),
    unsubscribedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.campaignId, t.position] }),
    foreignKey({
      name: 'campaign_recipients_campaign',
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }).onDelete('cascade'),
    index('campaign_recipients_contact').on(t.workspaceId, t.contactId),
    index('campaign_recipients_waiting')
      .on(t.workspaceId, t.campaignId, t.position)
      .where(sql`status = 'waiting'`),
    knownValue('campaign_recipients_status_known', t.status),
    check('campaign_recipients_claimed', sql`${t.status} <> 'sending' or ${t.runId} is not null`),
  ],
)
