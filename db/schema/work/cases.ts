import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { credits, givenId, happenedAt, instant, knownValue, oneOf } from '../columns.ts'
import { userRef, workspaceRef } from '../people/people.ts'

/** The kinds of work that members report problems with. */
export const caseWorkKinds = ['report', 'valuation', 'image'] as const
export const problemReasons = [
  'wrong-facts',
  'poor-quality',
  'not-as-asked',
  'wording',
  'charge',
  'other',
] as const
export const caseStatuses = ['open', 'answered', 'closed'] as const

/** A problem that a member reported and our own check could not find. Operators answer it. */
export const problemCases = pgTable(
  'problem_cases',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    workKind: oneOf(caseWorkKinds).notNull(),
    workId: uuid().notNull(),
    /** The hold that paid for it, which a refund needs even if the work was deleted. */
    holdId: uuid().notNull(),
    /** What the work was called when the problem was reported. */
    title: text().notNull(),
    reason: oneOf(problemReasons).notNull(),
    words: text().notNull(),
    /** What the work cost; 0 if nothing was charged. */
    costCredits: credits().notNull(),
    status: oneOf(caseStatuses).notNull().default('open'),
    openedBy: userRef().notNull(),
    openedAt: happenedAt(),
    /** Written by an operator. Set on an open case while its refund needs a second operator. */
    answer: text(),
    /** The operator who answered or closed it. */
    decidedBy: integer(),
    /** The adjustment that refunds it; null without a refund. */
    refundId: uuid(),
    /** When it stopped being open. */
    decidedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('problem_cases_one_open').on(t.workspaceId, t.workKind, t.workId).where(sql`status = 'open'`),
    index('problem_cases_of_work').on(t.workspaceId, t.workId, t.openedAt),
    index('problem_cases_newest').on(t.openedAt, t.id),
    index('problem_cases_open').on(t.openedAt, t.id).where(sql`status = 'open'`),
    knownValue('problem_cases_work_kind_known', t.workKind),
    knownValue('problem_cases_reason_known', t.reason),
    knownValue('problem_cases_status_known', t.status),
    check('problem_cases_sane', sql`${t.words} <> '' and ${t.costCredits} >= 0`),
    check('problem_cases_decided', sql`(${t.status} = 'open') = (${t.decidedAt} is null)`),
    check('problem_cases_answered', sql`${t.status} <> 'answered' or ${t.answer} <> ''`),
  ],
)
