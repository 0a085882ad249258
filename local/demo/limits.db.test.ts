import { randomUUID } from 'node:crypto'
import { subMonths } from 'date-fns'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { listContactLists } from '@/lib/contacts/lists'
import { agency } from '@/lib/metering/testing'
import { getReport } from '@/lib/reports/get-report'
import { listReports } from '@/lib/reports/list-reports'
import { prepareCatalog } from '@/lib/valuations/testing'
import { scratchFolder } from '@/local/test/scratch-folder'
import { seedLimits } from './limits'

beforeAll(async () => {
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 's'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test_seed',
    STRIPE_WEBHOOK_SECRET: 'whsec_seed',
    SMTP_URL: 'smtp://localhost:25',
    MAIL_FROM: 'Tests <tests@agency.test>',
    FILES_DIR: scratchFolder('seed-limits'),
  })
  await prepareCatalog()
})
afterAll(disconnect)

test('R3, R40: in the demo on monthly limits, work matches the counters in every cycle', async () => {
  const ctx = await agency('limits')
  const { workspaceId } = ctx
  const anchor = subMonths(new Date(Date.now() - 11 * 86_400_000), 2)
  await seedLimits({
    name: `limits-${randomUUID()}`,
    workspaceId,
    agencyName: 'Test Lettings',
    actorId: ctx.userId,
    anchor,
  })
  const rows = await system().execute<{ metric: string; used: number; made: number; reserved: number }>(sql`
    with cycles as (
      select cycle_start, coalesce(lead(cycle_start) over (order by cycle_start), 'infinity') as cycle_end
      from limit_counters where workspace_id = ${workspaceId} group by cycle_start),
    made as (
      select 'reports' as metric, created_at as at, 1 as units from reports
        where workspace_id = ${workspaceId} and status = 'ready'
      union all select 'valuations', created_at, 1 from valuations
        where workspace_id = ${workspaceId} and status = 'ready'
      union all select 'images', created_at, 1 from images
        where workspace_id = ${workspaceId} and status = 'ready'
      union all select 'contacts', created_at, 1 from contacts where workspace_id = ${workspaceId}
      union all select 'emails', c.started_at, 1 from campaign_recipients r
        join campaigns c on c.workspace_id = r.workspace_id and c.id = r.campaign_id
        where r.workspace_id = ${workspaceId} and r.status = 'accepted')
    select l.metric, l.used, l.reserved, (select coalesce(sum(m.units), 0)::int from made m
      where m.metric = l.metric and m.at >= c.cycle_start and m.at < c.cycle_end) as made
    from limit_counters l join cycles c on c.cycle_start = l.cycle_start
    where l.workspace_id = ${workspaceId} order by l.cycle_start, l.metric`)
  expect(rows).toHaveLength(15)
  for (const { metric, used, made, reserved } of rows)
    expect({ metric, used, reserved }).toEqual({ metric, used: made, reserved: 0 })
  const running = Object.fromEntries(rows.slice(-5).map(({ metric, used }) => [metric, used]))
  expect(running).toEqual({ reports: 26, emails: 1_830, contacts: 2_140, valuations: 7, images: 4 })

  // All counted work has a reservation, so a retry doesn't count twice (R12).
  const [loose] = await system().execute(sql`
    select count(*)::int as n from reports r where r.workspace_id = ${workspaceId} and not exists (
      select from limit_reservations l where l.workspace_id = r.workspace_id and l.id = r.hold_id and l.state = 'captured')`)
  expect(loose).toEqual({ n: 0 })

  const [newest] = (await listReports(ctx, { limit: 1 })).rows
  expect(await getReport(ctx, newest?.id ?? '')).toMatchObject({ status: 'ready', paid: null })
  expect((await listContactLists(ctx)).length).toBeGreaterThan(0)
  const [early] = await system().execute(sql`
    select count(*)::int as n from campaign_recipients r
    join campaigns c on c.workspace_id = r.workspace_id and c.id = r.campaign_id
    join contacts p on p.workspace_id = r.workspace_id and p.id = r.contact_id
    where r.workspace_id = ${workspaceId} and c.started_at is not null and p.created_at > c.started_at`)
  expect(early, 'no one was emailed before they were a contact').toEqual({ n: 0 })
})
