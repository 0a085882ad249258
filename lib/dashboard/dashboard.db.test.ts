import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import { confirmCampaign } from '@/lib/campaigns/drafts/confirm-campaign'
import { agency, confirmation, draftTo, listOf, prepareCampaignPrices } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { saveSender } from '@/lib/templates/render/branding'
import { closeConnections } from '@/local/test/connections'
import { dismissStep } from './dismiss-step'
import { readDashboard } from './read-dashboard'
import { firstStepKeys } from './views'

beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

const IN_THREE_WEEKS = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)

async function scheduled(ctx: WorkspaceContext, people: number, day = IN_THREE_WEEKS): Promise<string> {
  const id = await draftTo(ctx, await listOf(ctx, people))
  await confirmCampaign(ctx, await confirmation(ctx, id, people, { sendAt: `${day}T09:00` }))
  return id
}

const doneOf = async (ctx: WorkspaceContext) =>
  (await readDashboard(ctx)).firstSteps.filter(({ done }) => done).map(({ key }) => key)

test('readDashboard of a new workspace only has steps, which are done by stored data', async () => {
  const ctx = await agency()
  expect(await readDashboard(ctx)).toMatchObject({
    latest: [],
    comingUp: [],
    refused: [],
    planned: { count: 0, credits: 0, emails: 0 },
    feeds: [],
    posts: { waiting: 0, draft: 0, due: 0 },
  })
  // It was created with a plan. The other steps aren’t done.
  expect(await doneOf(ctx)).toEqual(['plan'])
  await scheduled(ctx, 3)
  expect(await doneOf(ctx)).toEqual(['contacts', 'campaign', 'plan'])
  await saveSender(ctx, {
    replyTo: 'hello@sunny.test',
    phone: '',
    website: '',
    postalAddress: '1 High Street',
  })
  expect(await doneOf(ctx)).toContain('branding')
})

test('R51: own sales data comes first, and sender details before the first campaign', async () => {
  const ctx = await agency()
  const keys = (await readDashboard(ctx)).firstSteps.map(({ key }) => key)
  expect(keys[0]).toBe('sales')
  expect(keys.indexOf('branding')).toBeLessThan(keys.indexOf('campaign'))
  expect(await doneOf(ctx)).not.toContain('sales')
  await system().execute(sql`insert into sale_sets (workspace_id, id, name, currency, area_unit, revision, created_by)
    values (${ctx.workspaceId}, ${randomUUID()}, 'Cologne', 'eur', 'm2', 1, ${ctx.userId})`)
  expect(await doneOf(ctx)).toContain('sales')
})

test('a dismissed step stays away for everyone in the workspace, and in no other', async () => {
  const [ctx, other] = [await agency(), await agency()]
  await dismissStep(ctx, { step: 'invite' })
  await dismissStep(ctx, { step: 'invite' })
  const keysOf = async (who: WorkspaceContext) => (await readDashboard(who)).firstSteps.map(({ key }) => key)
  expect(await keysOf(ctx)).not.toContain('invite')
  expect(await keysOf({ ...ctx, role: 'admin' })).not.toContain('invite')
  expect(await keysOf(other)).toContain('invite')
  const audited = await system().execute(sql`select 1 from audit_events
    where workspace_id = ${ctx.workspaceId} and verb = 'workspace.dismiss-step'`)
  expect(audited).toHaveLength(1)
  for (const step of firstStepKeys) await dismissStep(ctx, { step })
  expect((await readDashboard(ctx)).firstSteps).toEqual([])
})

test('hides steps the user lacks permission for, and all steps of old workspaces', async () => {
  const ctx = await agency()
  const member = { ...ctx, role: 'member' as const }
  expect((await readDashboard(member)).firstSteps.map(({ key }) => key)).toEqual([
    'sales',
    'report',
    'contacts',
    'campaign',
  ])
  await system().execute(
    sql`update workspaces set created_at = now() - interval '46 days' where id = ${ctx.workspaceId}`,
  )
  expect((await readDashboard(ctx)).firstSteps).toEqual([])
})

test('lists scheduled campaigns with their cost, soonest first, and refused ones separately', async () => {
  const ctx = await agency('credits', 100)
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const later = await scheduled(ctx, 25, day(9))
  const sooner = await scheduled(ctx, 3, day(4))
  const view = await readDashboard(ctx)
  expect(view.comingUp.map(({ id, credits, recipients }) => ({ id, credits, recipients }))).toEqual([
    { id: sooner, credits: 3, recipients: 3 },
    { id: later, credits: 9, recipients: 25 },
  ])
  expect(view.planned).toEqual({ count: 2, credits: 12, emails: 28 })
  await system().execute(sql`update campaigns set status = 'refused', failure = 'Not enough credits.'
    where workspace_id = ${ctx.workspaceId} and id = ${sooner}`)
  expect(await readDashboard(ctx)).toMatchObject({
    planned: { count: 1 },
    refused: [{ id: sooner, failure: 'Not enough credits.' }],
  })
})

test('lists recent work of every kind, newest first, without drafts', async () => {
  const ctx = await agency()
  const { workspaceId, userId } = ctx
  const hour = (n: number) => sql`now() - make_interval(hours => ${n}::int)`
  const [report, valued, hold] = [randomUUID(), randomUUID(), randomUUID()]
  await system().execute(sql`insert into reports
      (workspace_id, id, area, area_name, period_from, period_to, hold_id, created_by, created_at)
    values (${workspaceId}, ${report}, '{"kind":"zip","zipCode":"98103"}'::jsonb, '98103', '2015-01-01', '2015-03-31', ${hold}, ${userId}, ${hour(5)})`)
  await system().execute(sql`insert into campaigns
      (workspace_id, id, name, list_name, subject, body, status, recipients, hold_id, created_by, started_at)
    values (${workspaceId}, ${valued}, 'Spring', 'All', 'Hi', 'Hi', 'sent', 3, ${hold}, ${userId}, ${hour(2)})`)
  await draftTo(ctx, await listOf(ctx, 1))
  const { latest } = await readDashboard(ctx)
  expect(latest.map(({ kind, row }) => [kind, row.id])).toEqual([
    ['campaign', valued],
    ['report', report],
  ])
})

test('shows the health of feeds and counts waiting posts', async () => {
  const ctx = await agency()
  const { workspaceId, userId } = ctx
  await system().execute(sql`insert into feeds (workspace_id, id, name, secret_hash, pull_failure, created_by)
    values (${workspaceId}, ${randomUUID()}, 'CRM', 'hash', 'The server returned 500.', ${userId})`)
  const [draft, due] = [randomUUID(), randomUUID()]
  await system().execute(sql`insert into posts (workspace_id, id, title, status, texts, scheduled_at)
    values (${workspaceId}, ${draft}, 'A', 'draft', '{}', null),
      (${workspaceId}, ${due}, 'B', 'scheduled', '{}', now() - interval '1 hour')`)
  expect(await readDashboard(ctx)).toMatchObject({
    feeds: [{ name: 'CRM', failure: 'The server returned 500.', lastHeardAt: null, paused: false }],
    posts: { waiting: 0, draft: 1, due: 1 },
  })
})

test('R35: doesn’t show another workspace’s data', async () => {
  await scheduled(await agency(), 3)
  expect(await readDashboard(await agency())).toMatchObject({
    latest: [],
    comingUp: [],
    planned: { count: 0 },
  })
})
