import { randomUUID } from 'node:crypto'
import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import {
  campaigns,
  contactSuppressions,
  contacts,
  feedRuns,
  images,
  listings,
  notifications,
  operatorEvents,
  posts,
  problemCases,
  reports,
  valuations,
  webhookDeliveries,
  webhookEvents,
} from '@/db/schema'
import { onCitus } from '@/db/testing'
import { setTestEnv } from '@/lib/billing/testing'
import { listCampaigns } from '@/lib/campaigns/list-campaigns'
import { listContacts } from '@/lib/contacts/list-contacts'
import { listSuppressions } from '@/lib/contacts/suppress'
import type { WorkspaceContext } from '@/lib/core/context'
import { type ListOrder, type Page, type PageQuery, pageClauses } from '@/lib/core/paging/page'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { listRuns } from '@/lib/feeds/connections/list-feeds'
import { listListings } from '@/lib/feeds/listings/list-listings'
import { readFailedJobs } from '@/lib/jobs/failures/failed-jobs'
import { jobQueue, stopJobQueue } from '@/lib/jobs/queue'
import { agency, preparePlans } from '@/lib/metering/testing'
import { listNotifications } from '@/lib/notifications/list-notifications'
import { listPosts } from '@/lib/posts/list-posts'
import { listDeliveries } from '@/lib/webhooks/deliver/list-deliveries'
import { listCases } from './cases/list-cases'
import { auditLog } from './operations/audit-log'
import { webhookInbox } from './operations/webhook-inbox'

setTestEnv()
beforeAll(async () => {
  await preparePlans()
  await jobQueue()
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), stopJobQueue()])
  await disconnect()
})

type List = {
  /** Inserts a row with this time, to the microsecond, and returns its id. */
  insert(ctx: WorkspaceContext, at: string): Promise<string>
  page(ctx: WorkspaceContext, query: PageQuery): Promise<Page<string>>
  /** The time as its column stores it, if with less precision. */
  kept?(at: string): string
}

const ENDPOINT = randomUUID()

const run = async (query: SQL) => void (await system().execute(query))
const ids = async <Row>(page: Promise<Page<Row>>, idOf: (row: Row) => string): Promise<Page<string>> => {
  const { rows, ...ends } = await page
  return { rows: rows.map(idOf), ...ends }
}
const idOf = ({ id }: { id: string }) => id
const feed = async ({ workspaceId, userId }: WorkspaceContext) => {
  const id = randomUUID()
  await run(sql`insert into feeds (workspace_id, id, name, secret_hash, created_by)
    values (${workspaceId}, ${id}, 'CRM', ${id}, ${userId})`)
  return id
}
const feedRun = async (ctx: WorkspaceContext, at: string) => {
  const id = randomUUID()
  await run(sql`insert into feed_runs (workspace_id, id, feed_id, source, file_name, file_hash, size_bytes, created_at)
    values (${ctx.workspaceId}, ${id}, ${await feed(ctx)}, 'push', 'file.xml', ${id}, 1, ${at}::timestamptz)`)
  return id
}

const lists: Record<string, List> = {
  posts: {
    async insert({ workspaceId, userId }, at) {
      const id = randomUUID()
      await run(sql`insert into posts (workspace_id, id, title, status, asked_by, texts, created_at)
        values (${workspaceId}, ${id}, 'A post', 'draft', ${userId}, '{}', ${at}::timestamptz)`)
      return id
    },
    page: (ctx, query) => ids(listPosts(ctx, query), idOf),
  },
  campaigns: {
    async insert({ workspaceId, userId }, at) {
      const id = randomUUID()
      await run(sql`insert into campaigns (workspace_id, id, name, list_name, subject, body, created_by, created_at)
        values (${workspaceId}, ${id}, 'News', 'All', 'News', 'News', ${userId}, ${at}::timestamptz)`)
      return id
    },
    page: (ctx, query) => ids(listCampaigns(ctx, query), idOf),
  },
  contacts: {
    async insert({ workspaceId, userId }, at) {
      const id = randomUUID()
      await run(sql`insert into contacts (workspace_id, id, email, consent_source, consent_at, created_by, created_at)
        values (${workspaceId}, ${id}, ${`${id}@a.test`}, 'Open house', '2026-01-01', ${userId}, ${at}::timestamptz)`)
      return id
    },
    page: (ctx, query) => ids(listContacts(ctx, query), idOf),
  },
  'suppressed addresses': {
    async insert({ workspaceId }, at) {
      const id = randomUUID().replaceAll('-', '')
      await run(sql`insert into contact_suppressions (workspace_id, email_hash, email, reason, at)
        values (${workspaceId}, ${id}, ${`${id}@a.test`}, 'bounced', ${at}::timestamptz)`)
      return id
    },
    page: (ctx, query) => ids(listSuppressions(ctx, query), ({ emailHash }) => emailHash),
  },
  'feed runs': { insert: feedRun, page: (ctx, query) => ids(listRuns(ctx, query), idOf) },
  listings: {
    async insert(ctx, at) {
      const [id, runId] = [randomUUID(), await feedRun(ctx, at)]
      await run(sql`insert into listings (workspace_id, id, feed_id, run_id, source_key, status, data, data_hash, updated_at)
        select workspace_id, ${id}, feed_id, id, ${id}, 'current', '{}', ${id}, ${at}::timestamptz
        from feed_runs where workspace_id = ${ctx.workspaceId} and id = ${runId}`)
      return id
    },
    page: (ctx, query) => ids(listListings(ctx, query), idOf),
  },
  notifications: {
    async insert({ workspaceId, userId }, at) {
      const id = randomUUID()
      await run(sql`insert into notifications (workspace_id, id, user_id, kind, key, data, in_app, by_mail, created_at)
        values (${workspaceId}, ${id}, ${userId}, 'trial-ending', ${id}, '{"endsAt":"2026-12-01T00:00:00Z"}', true, false,
          ${at}::timestamptz)`)
      return id
    },
    page: (ctx, query) => ids(listNotifications({ ...ctx, timeZone: 'UTC' }, query), idOf),
    kept: (at) => at.replace(/\d{6}(?=Z$)/, (micros) => String(Math.round(Number(micros) / 1_000))),
  },
  'the audit log of operators': {
    async insert({ workspaceId, userId }, at) {
      const id = randomUUID()
      await run(sql`insert into operator_events (id, at, operator_id, operator_email, verb, workspace_id)
        values (${id}, ${at}::timestamptz, ${userId}, 'ann@trak.test', 'workspace.viewed', ${workspaceId})`)
      return id
    },
    page: ({ workspaceId }, query) => ids(auditLog({ workspaceId, ...query }), idOf),
  },
  'the webhook inbox': {
    async insert({ workspaceId }, at) {
      const id = `evt_${randomUUID().replaceAll('-', '')}`
      await run(sql`insert into webhook_events (id, type, payload, status, workspace_id, received_at)
        values (${id}, 'invoice.paid', '{}', 'dead', ${workspaceId}, ${at}::timestamptz)`)
      return id
    },
    page: (_, query) => ids(webhookInbox('open', query), idOf),
  },
  'reported problems': {
    async insert({ workspaceId, userId }, at) {
      const id = randomUUID()
      await run(sql`insert into problem_cases
          (workspace_id, id, work_kind, work_id, hold_id, title, reason, words, cost_credits, opened_by, opened_at)
        values (${workspaceId}, ${id}, 'image', ${id}, ${id}, 'A home', 'other', 'It is odd.', 20, ${userId}, ${at}::timestamptz)`)
      return id
    },
    page: (_, query) => ids(listCases('open', query), idOf),
  },
  'webhook deliveries': {
    async insert({ workspaceId, userId }, at) {
      const id = randomUUID()
      await run(sql`insert into webhook_endpoints (workspace_id, id, url, events, created_by)
        values (${workspaceId}, ${ENDPOINT}, 'https://a.test/', '{work.ready}', ${userId}) on conflict do nothing`)
      await run(sql`insert into webhook_messages (workspace_id, id, type, source_key, payload)
        values (${workspaceId}, ${id}, 'work.ready', ${id}, '{}')`)
      await run(sql`insert into webhook_deliveries
          (workspace_id, id, message_id, endpoint_id, status, created_at)
        values (${workspaceId}, ${id}, ${id}, ${ENDPOINT}, 'failed', ${at}::timestamptz)`)
      return id
    },
    page: (ctx, query) => ids(listDeliveries(ctx, ENDPOINT, query), idOf),
  },
  'failed jobs': {
    async insert(_, at) {
      const id = await (await jobQueue()).send('photo-sweep', {})
      await run(
        sql`update pgboss.job set state = 'failed', completed_on = ${at}::timestamptz where id = ${id}`,
      )
      return id ?? ''
    },
    page: (_, query) => ids(readFailedJobs(query), idOf),
  },
}

/** Nine rows within one millisecond: four, two and three with the same microsecond. */
const TIMES = ['123456', '123457', '123999'].flatMap((micros, i) =>
  Array.from({ length: [4, 2, 3][i] ?? 0 }, () => `2026-11-28T10:00:00.${micros}Z`),
)

describe.each(Object.entries(lists))('pages of %s', (_, { insert, page, kept = (at) => at }) => {
  test('neither skips nor repeats rows with the same microsecond, even while new rows arrive', async () => {
    const ctx = await agency()
    const stored: { at: string; id: string }[] = []
    for (const at of TIMES) stored.push({ at, id: await insert(ctx, at) })
    const keys = stored.map(({ at, id }) => `${kept(at)} ${id}`)
    const expected = keys
      .toSorted()
      .toReversed()
      .map((key) => key.split(' ')[1])

    const down: string[] = []
    const arrived: string[] = []
    let before: string | undefined
    let last: Page<string>
    do {
      last = await page(ctx, { limit: 2, before })
      down.push(...last.rows)
      before = last.nextBefore ?? undefined
      arrived.unshift(await insert(ctx, `2026-11-28T10:00:0${arrived.length + 1}.000001Z`))
    } while (before)
    expect(down).toEqual(expected)

    const up = [...last.rows]
    for (let after = last.previousAfter; after; ) {
      const newer = await page(ctx, { limit: 2, after })
      up.unshift(...newer.rows)
      after = newer.previousAfter
    }
    expect(up, 'and back up, to what arrived meanwhile').toEqual([...arrived, ...expected])
  })
})

test('the next page starts where the previous one ended, even if that row was deleted', async () => {
  const ctx = await agency()
  for (const at of TIMES) await lists.contacts?.insert(ctx, at)
  const all = (await listContacts(ctx, { limit: 20 })).rows.map(idOf)
  const first = await listContacts(ctx, { limit: 4 })
  await system()
    .delete(contacts)
    .where(eq(contacts.id, all[3] ?? ''))
  const next = await listContacts(ctx, { limit: 20, before: first.nextBefore ?? '' })
  expect(next.rows.map(idOf)).toEqual(all.slice(4))
})

describe.skipIf(onCitus('the coordinator’s plan doesn’t show the indexes of the shards'))(
  'each page is read through an index regardless of list length',
  () => {
    const CURSOR = `1795873913681007-${randomUUID()}`
    type Case = [index: string, table: PgTable, order: ListOrder, scope: SQL | undefined]
    const of = (table: { workspaceId: SQLWrapper }) => sql`${table.workspaceId} = 7`
    const newest = <
      Table extends PgTable & { workspaceId: SQLWrapper; createdAt: SQLWrapper; id: SQLWrapper },
    >(
      name: string,
      table: Table,
    ): Case => [name, table, { at: table.createdAt, id: table.id }, of(table)]
    const received = { at: webhookEvents.receivedAt, id: webhookEvents.id }
    const reported = { at: problemCases.openedAt, id: problemCases.id }
    const done = { at: operatorEvents.at, id: operatorEvents.id }
    const cases: Case[] = [
      newest('reports_newest', reports),
      newest('valuations_newest', valuations),
      newest('images_newest', images),
      newest('posts_newest', posts),
      newest('campaigns_newest', campaigns),
      newest('contacts_newest', contacts),
      newest('feed_runs_page', feedRuns),
      ['listings_changed', listings, { at: listings.updatedAt, id: listings.id }, of(listings)],
      [
        'contact_suppressions_newest',
        contactSuppressions,
        { at: contactSuppressions.at, id: contactSuppressions.emailHash },
        of(contactSuppressions),
      ],
      [
        'notifications_newest',
        notifications,
        { at: notifications.createdAt, id: notifications.id },
        and(of(notifications), sql`${notifications.userId} = 7`),
      ],
      [
        'webhook_deliveries_page',
        webhookDeliveries,
        { at: webhookDeliveries.createdAt, id: webhookDeliveries.id },
        and(of(webhookDeliveries), eq(webhookDeliveries.endpointId, ENDPOINT)),
      ],
      ['operator_events_newest', operatorEvents, done, undefined],
      ['operator_events_workspace', operatorEvents, done, of(operatorEvents)],
      ['problem_cases_newest', problemCases, reported, undefined],
      ['problem_cases_open', problemCases, reported, sql`status = 'open'`],
      ['webhook_events_newest', webhookEvents, received, undefined],
      ['webhook_events_unapplied', webhookEvents, received, sql`status in ('received', 'failed', 'dead')`],
    ]

    test.each(cases)('%s', async (index, table, order, scope) => {
      const page = pageClauses(order, { limit: 20, before: CURSOR })
      const query = system()
        .select({ cursor: page.cursor })
        .from(table)
        .where(and(scope, page.where))
        .orderBy(...page.orderBy)
        .limit(page.limit)
      const plan = await system().transaction(async (tx) => {
        // Test tables are too small for an index to pay off.
        await tx.execute(sql`set local enable_seqscan = off`)
        await tx.execute(sql`set local enable_bitmapscan = off`)
        const lines = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain ${query.getSQL()}`)
        return lines.map((line) => line['QUERY PLAN']).join('\n')
      })
      expect(plan).toMatch(
        new RegExp(`Index (Only )?Scan Backward using ${index}\\b[\\s\\S]*Index Cond: .*(ROW\\(| <= )`),
      )
      // Only rows with the same timestamp are sorted, never the whole list.
      expect(plan.replaceAll('Incremental Sort', '')).not.toMatch(/\bSort {2}/)
    })
  },
)
