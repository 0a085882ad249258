import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { happenedAt } from './columns.ts'

/**
 * Jobs that started and have not ended: the row is written before a job's work and deleted after it, whether it
 * succeeded or failed. Remaining rows are jobs that ended together with their process. Not part of a workspace: only
 * workers use it.
 */
export const jobStarts = pgTable(
  'job_starts',
  {
    queue: text().notNull(),
    /** What the job is about, such as a report's id; empty for a queue with one kind of job. */
    key: text().notNull(),
    /** How many times it started without ending. */
    starts: integer().notNull(),
    startedAt: happenedAt(),
  },
  (t) => [primaryKey({ columns: [t.queue, t.key] })],
)
