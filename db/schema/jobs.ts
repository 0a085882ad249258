import { integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { productTime } from './product-time.ts'

/**
 * Jobs that started and did not end: a row is written before a job's work and deleted after it, whether the work
 * succeeded or failed. What remains was ended together with its process. Not a workspace's: only workers use it.
 */
export const jobStarts = pgTable(
  'job_starts',
  {
    queue: text('queue').notNull(),
    /** What the job is about, such as a report's id; empty for a queue with one kind of job. */
    key: text('key').notNull(),
    /** How many times it started without an end. */
    starts: integer('starts').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true, mode: 'date' }).notNull().default(productTime),
  },
  (t) => [primaryKey({ columns: [t.queue, t.key] })],
)
