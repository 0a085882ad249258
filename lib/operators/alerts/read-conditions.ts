import { inArray, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import type { OperatorAlertKind } from '@/db/schema/people/operator-alerts'
import { countOf, formatNumber } from '@/lib/core/text/format'
import { jobQueue } from '@/lib/jobs/queue'
import { type QueueName, queues } from '@/lib/jobs/queues'

/** Something that operators must know of as long as it lasts. */
export type Condition = { kind: OperatorAlertKind; count: number; detail: string; newest: number }
type Counted = { count: number; newest: number }

/** A due job that waits longer means that no worker takes it, or that all of them hang. */
const STUCK = sql`interval '30 minutes'`
/** A scheduled job that fails once and succeeds at its next time is no alert. */
const SCHEDULED_FAILURE = sql`interval '5 minutes'`
/** Jobs that failed longer ago are still in the console. */
const RECENT = sql`interval '24 hours'`

/** If alerts can't be sent, another one doesn't help. */
const WATCHED = (Object.keys(queues) as QueueName[]).filter((name) => name !== 'operator-alerts')
const SCHEDULED = WATCHED.filter((name) => queues[name].cron !== undefined)

/** Everything that needs attention now. Details name kinds, queues and numbers, and no person or workspace. */
export async function readConditions(): Promise<Condition[]> {
  await jobQueue()
  const found = await Promise.all([
    billingFindings(),
    ledgerDifferences(),
    unfinishedCheck(),
    deadEvents(),
    failedJobs(),
    stuckJobs(),
    emailFindings(),
  ])
  return found.flat().filter(({ count }) => count > 0)
}

type Named = Counted & { name: string }

/** `unmatched-payment: 2, shortfall: 1` */
function summed(kind: OperatorAlertKind, rows: readonly Named[], unit: (count: number) => string): Condition {
  const count = rows.reduce((total, row) => total + row.count, 0)
  const parts = rows.map((row) => `${row.name}: ${formatNumber(row.count)}`).join(', ')
  const newest = Math.max(0, ...rows.map((row) => Number(row.newest)))
  return { kind, count, newest, detail: `${unit(count)} (${parts}).`.slice(0, 1_000) }
}

async function billingFindings(): Promise<Condition> {
  const rows = await system().execute<Named>(sql`
    select kind as name, count(*)::int as count, max(id)::int as newest from billing_findings
    where resolved_at is null group by kind order by kind`)
  return summed('billing-findings', rows, (count) => countOf(count, 'open finding', 'open findings'))
}

async function ledgerDifferences(): Promise<Condition[]> {
  const rows = await system().execute<Counted>(sql`
    select differences as count, id as newest from ledger_checks where finished_at is not null order by id desc limit 1`)
  return rows.map(({ count, newest }) => ({
    kind: 'ledger-differences',
    count,
    newest,
    detail: `The last ledger check found ${countOf(count, 'difference', 'differences')} between balances and their entries.`,
  }))
}

/** Its process died, or the job failed: the newest check has no end, and no job is working on it. */
async function unfinishedCheck(): Promise<Condition[]> {
  const rows = await system().execute<Counted>(sql`
    select 1 as count, id as newest from (select id, finished_at from ledger_checks order by id desc limit 1) newest
    where finished_at is null
      and not exists (select from pgboss.job where name = 'ledger-check' and state < 'completed')`)
  return rows.map(({ newest }) => ({
    kind: 'ledger-check-unfinished',
    count: 1,
    newest,
    detail: 'A ledger check started and didn’t finish, so balances are not verified. Run it again.',
  }))
}

async function deadEvents(): Promise<Condition> {
  const rows = await system().execute<Named>(sql`
    select type as name, count(*)::int as count,
      (extract(epoch from max(received_at)) * 1000)::float8 as newest
    from webhook_events where status = 'dead' group by type order by type`)
  return summed(
    'dead-events',
    rows,
    (count) => `${countOf(count, 'Stripe event', 'Stripe events')} failed and won’t be retried automatically`,
  )
}

async function failedJobs(): Promise<Condition> {
  const rows = await system().execute<Named>(sql`
    select name, count(*)::int as count, (extract(epoch from max(completed_on)) * 1000)::float8 as newest
    from pgboss.job j
    where state = 'failed' and completed_on > now() - ${RECENT} and ${inArray(sql`name`, WATCHED)}
      and (not ${inArray(sql`name`, SCHEDULED)} or (completed_on < now() - ${SCHEDULED_FAILURE} and not exists (
        select from pgboss.job later
        where later.name = j.name and later.state = 'completed' and later.completed_on > j.completed_on)))
    group by name order by name`)
  return summed('failed-jobs', rows, (count) => countOf(count, 'failed job', 'failed jobs'))
}

async function stuckJobs(): Promise<Condition> {
  const rows = await system().execute<Named>(sql`
    select name, count(*)::int as count, 0 as newest from pgboss.job
    where state in ('created', 'retry') and not blocked and greatest(created_on, start_after) < now() - ${STUCK}
      and ${inArray(sql`name`, WATCHED)}
    group by name order by name`)
  return summed(
    'stuck-jobs',
    rows,
    (count) => `${countOf(count, 'job has', 'jobs have')} waited for more than 30 minutes`,
  )
}

async function emailFindings(): Promise<Condition[]> {
  const rows = await system().execute<Named>(sql`
    select kind as name, count(*)::int as count, (extract(epoch from max(first_seen_at)) * 1000)::float8 as newest
    from email_findings where status = 'open' group by kind`)
  return rows.map(({ name, count, newest }) =>
    name === 'sender-blocked'
      ? {
          kind: 'blocked-sender',
          count,
          newest: Number(newest),
          detail: `Many email servers refused ${countOf(count, 'campaign', 'campaigns')} because they block the sender. The campaigns are paused.`,
        }
      : {
          kind: 'unclear-reports',
          count,
          newest: Number(newest),
          detail: `We couldn’t read what ${countOf(count, 'email report means', 'email reports mean')}.`,
        },
  )
}
