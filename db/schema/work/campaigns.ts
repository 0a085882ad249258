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
  'paused',
] as const
/** How late a scheduled campaign or post can be sent without asking anyone. */
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

/**
 * Why an email was not delivered. Only `no-mailbox` suppresses the recipient. `sender-blocked`: the server blocks us, not this
 * email. `refused`: the mailbox exists, but its owner or their organization doesn't want the email.
 */
export const bounceCauses = [
  'no-mailbox',
  'sender-blocked',
  'full',
  'rate-limited',
  'too-large',
  'relay-denied',
  'policy',
  'refused',
  'disabled',
  'temporary',
  'unsure',
] as const
export const emailFindingKinds = ['unclear-report', 'sender-blocked'] as const
export const emailFindingStatuses = ['open', 'suppressed', 'dismissed'] as const

/** One email to everyone on a list. Its status decides what happens to its hold. */
export const campaigns = pgTable(
  'campaigns',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    name: text().notNull(),
    /** Null for all contacts. No foreign key: a sent campaign outlives its list. */
    listId: uuid(),
    listName: text().notNull(),
    /** A copy of the template's text from when the campaign was created. */
    subject: text().notNull(),
    body: text().notNull(),
    /** Values of its own merge fields: `{ property_address: '12 Hill Road' }`. */
    details: jsonb().notNull().default({}),
    status: oneOf(campaignStatuses).notNull().default('draft'),
    /** When to send it; null: immediately. */
    scheduledAt: instant(),
    /** If it is later than this after `scheduled_at`, it is held until someone decides whether to send it. */
    lateAfterHours: smallint().notNull().default(LATE_AFTER_HOURS),
    /** Number of recipients, fixed when it was confirmed. */
    recipients: integer().notNull().default(0),
    /** The price that was confirmed (R8). */
    quotedCredits: credits(),
    /** The member, or service key, who confirmed it and in whose name it is paid. Null before. */
    confirmedBy: integer(),
    /** The ledger's hold that pays for it; null until it is queued. */
    holdId: uuid(),
    /** The run of the worker in charge: a worker that was considered dead sends nothing more. */
    runId: uuid(),
    /** Why it was refused or held when it was due, or why it stopped or paused automatically. */
    failure: text(),
    /** When it was paused; null if it isn't. */
    pausedAt: instant(),
    /** How many servers had blocked us when a member resumed it: only later blocks pause it again. */
    blocksSeen: integer().notNull().default(0),
    /** When an email was last accepted, or sending began or was resumed. Too long ago: the rest is not sent. */
    progressedAt: instant(),
    /** Since when it is due but other work has reserved the credits it needs; null if it doesn't wait. */
    awaitsCreditsSince: instant(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    startedAt: instant(),
    finishedAt: instant(),
    /** A member deleted the draft. It can be restored until it is removed. */
    deletedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('campaigns_deleted').on(t.workspaceId, t.deletedAt).where(sql`deleted_at is not null`),
    check('campaigns_deleted_draft', sql`${t.deletedAt} is null or ${t.status} = 'draft'`),
    index('campaigns_newest').on(t.workspaceId, t.createdAt),
    index('campaigns_finished').on(t.workspaceId, t.finishedAt).where(sql`finished_at is not null`),
    index('campaigns_due').on(t.scheduledAt).where(sql`status = 'scheduled'`),
    knownValue('campaigns_status_known', t.status),
    check('campaigns_paused', sql`(${t.status} = 'paused') = (${t.pausedAt} is not null)`),
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

/** A recipient of a campaign. Claimed before the email is sent, so that no one is emailed twice. */
export const campaignRecipients = pgTable(
  'campaign_recipients',
  {
    workspaceId: integer().notNull(),
    campaignId: uuid().notNull(),
    position: integer().notNull(),
    /** No foreign key: sent emails are kept when the contact is removed. */
    contactId: uuid().notNull(),
    /** Null when the person was erased. */
    email: text(),
    firstName: text().notNull().default(''),
    lastName: text().notNull().default(''),
    status: oneOf(recipientStatuses).notNull().default('waiting'),
    attempts: smallint().notNull().default(0),
    /** Not before this time: the mail server asked to retry later. */
    tryAfter: instant(),
    /** When the mail server first asked to retry later; null if it never did. */
    deferredAt: instant(),
    /** The run that claimed it. */
    runId: uuid(),
    /** The mail server's response if it did not accept it. */
    answer: text(),
    /** What the response or a later report means; null if there was none. */
    cause: oneOf(bounceCauses),
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
    knownValue('campaign_recipients_cause_known', t.cause),
    check('campaign_recipients_claimed', sql`${t.status} <> 'sending' or ${t.runId} is not null`),
  ],
)

/**
 * What operators decide about reports: a report whose meaning we couldn't read, and campaigns whose sender is blocked. Only
 * reports that carry our MAC are stored. Old rows are deleted (lib/campaigns/delivery/email-findings.ts).
 */
export const emailFindings = pgTable(
  'email_findings',
  {
    workspaceId: integer().notNull(),
    campaignId: uuid().notNull(),
    kind: oneOf(emailFindingKinds).notNull(),
    /** The recipient of an unclear report; 0 for a finding about the whole campaign. */
    position: integer().notNull(),
    status: oneOf(emailFindingStatuses).notNull().default('open'),
    /** What the report or the servers said, shortened and without addresses. */
    excerpt: text().notNull(),
    /** How many servers blocked us. */
    blocked: integer().notNull().default(0),
    firstSeenAt: happenedAt(),
    lastSeenAt: happenedAt(),
    decidedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.campaignId, t.kind, t.position] }),
    foreignKey({
      name: 'email_findings_campaign',
      columns: [t.workspaceId, t.campaignId],
      foreignColumns: [campaigns.workspaceId, campaigns.id],
    }).onDelete('cascade'),
    index('email_findings_open').on(t.lastSeenAt).where(sql`status = 'open'`),
    index('email_findings_age').on(t.lastSeenAt),
    knownValue('email_findings_kind_known', t.kind),
    knownValue('email_findings_status_known', t.status),
    check('email_findings_decided', sql`(${t.status} = 'open') = (${t.decidedAt} is null)`),
    check('email_findings_position', sql`(${t.kind} = 'sender-blocked') = (${t.position} = 0)`),
    check('email_findings_short', sql`length(${t.excerpt}) <= 600`),
  ],
)
