import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { happenedAt } from './columns.ts'

/**
 * Jobs that started and did not end: a row is written before a job's work and deleted after it, whether the work
 * succeeded or failed. What remains was ended together with its process. Not a workspace's: only workers use it.
 */
export const jobStarts = pgTable(
  'job_starts',
  {
    queue: text().notNull(),
    /** What the job is about, such as a report's id; empty for a queue with one kind of job. */
    key: text().notNull(),
    /** How many times it started without an end. */
    starts: integer().notNull(),
    startedAt: happenedAt(),
  },
  (t) => [primaryKey({ columns: [t.queue, t.key] })],
)
