import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

export const recurringStatuses = ['active', 'paused', 'ended'] as const
export const recurringRunStatuses = ['waiting', 'making', 'sent', 'skipped'] as const

/** A market report that is made and emailed to a list every month, until someone ends it. */
export const recurringReports = pgTable(
  'recurring_reports',
  {
    workspaceId: workspaceRef(),
    /** Created with the form, so that a second click is the same one (R12). */
    id: givenId(),
    name: text().notNull(),
    /** As described by lib/sales/area.ts. */
    area: jsonb().notNull(),
    /** The agency's data set; null for the bundled county. */
    saleSetId: uuid(),
    /** How long the period is. It ends with the newest recorded sale when the report is made. */
    periodDays: smallint().notNull(),
    /** Null for all contacts. No foreign key: a deleted list pauses it. */
    listId: uuid(),
    listName: text().notNull(),
    /** A copy of the template's text from when it was set up, like a campaign's. */
    subject: text().notNull(),
    body: text().notNull(),
    details: jsonb().notNull().default({}),
    /** The day of the month, at most 28, and the time in the workspace's time zone: "09:00". */
    dayOfMonth: smallint().notNull(),
    timeOfDay: text().notNull(),
    nextRunAt: instant().notNull(),
    status: oneOf(recurringStatuses).notNull().default('active'),
    /** Why it paused automatically; null if a member paused it. */
    failure: text(),
    /** The price rules that were confirmed (R8): "20 credits per report". Null on a plan with monthly limits. */
    reportPrice: text(),
    emailPrice: text(),
    /** The member in whose name it runs and is paid. */
    confirmedBy: userRef().notNull(),
    createdBy: userRef().notNull(),
    createdAt: happenedAt(),
    endedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('recurring_reports_newest').on(t.workspaceId, t.createdAt),
    index('recurring_reports_due').on(t.nextRunAt).where(sql`status = 'active'`),
    knownValue('recurring_reports_status_known', t.status),
    check('recurring_reports_day', sql`${t.dayOfMonth} between 1 and 28`),
    check('recurring_reports_time', sql`${t.timeOfDay} ~ '^[0-2][0-9]:[0-5][0-9]$'`),
    check('recurring_reports_period', sql`${t.periodDays} between 2 and 4000`),
    check('recurring_reports_ended', sql`(${t.status} = 'ended') = (${t.endedAt} is not null)`),
  ],
)

/** One month of a recurring report. Its key makes it run once, however many workers there are. */
export const recurringRuns = pgTable(
  'recurring_runs',
  {
    workspaceId: workspaceRef(),
    recurringId: uuid().notNull(),
    /** The first day of the month, in the workspace's time zone. */
    month: date({ mode: 'string' }).notNull(),
    status: oneOf(recurringRunStatuses).notNull().default('waiting'),
    /** How often a report was requested for it: one that failed was free, and is requested again with a new id. */
    attempt: smallint().notNull().default(1),
    /** Fixed when the report is requested, so that a repeated request is the same one (R12). */
    periodFrom: date({ mode: 'string' }),
    periodTo: date({ mode: 'string' }),
    reportId: uuid(),
    campaignId: uuid(),
    startedAt: happenedAt(),
    finishedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.recurringId, t.month] }),
    foreignKey({
      name: 'recurring_runs_report',
      columns: [t.workspaceId, t.recurringId],
      foreignColumns: [recurringReports.workspaceId, recurringReports.id],
    }),
    index('recurring_runs_open').on(t.workspaceId, t.startedAt).where(sql`finished_at is null`),
    index('recurring_runs_finished').on(t.workspaceId, t.finishedAt).where(sql`finished_at is not null`),
    index('recurring_runs_of_report').on(t.workspaceId, t.reportId).where(sql`report_id is not null`),
    index('recurring_runs_of_campaign').on(t.workspaceId, t.campaignId).where(sql`campaign_id is not null`),
    knownValue('recurring_runs_status_known', t.status),
    check(
      'recurring_runs_finished',
      sql`(${t.status} in ('sent', 'skipped')) = (${t.finishedAt} is not null)`,
    ),
  ],
)
