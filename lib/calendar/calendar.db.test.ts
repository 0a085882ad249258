import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import { posts } from '@/db/schema'
import type { PlanMode } from '@/db/schema/billing/catalog'
import { addDays, localDay } from '@/lib/billing/statement/calendar-days'
import { setTestEnv } from '@/lib/billing/testing'
import { confirmCampaign } from '@/lib/campaigns/drafts/confirm-campaign'
import { stopCampaign } from '@/lib/campaigns/drafts/stop-campaign'
import { startDueCampaigns } from '@/lib/campaigns/sending/sweeps/start-due'
import {
  agency,
  balance,
  confirmation,
  draftTo,
  listOf,
  prepareCampaignPrices,
} from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { schedulePost } from '@/lib/posts/decide-post'
import { PostInput } from '@/lib/posts/post-input'
import { versionOfPost } from '@/lib/posts/post-version'
import { savePost } from '@/lib/posts/save-post'
import { closeConnections } from '@/local/test/connections'
import { moveItem } from './move-item'
import { readCalendar } from './read-calendar'

setTestEnv()
beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

/** What the post's page sends with a decision. */
async function seen(id: string) {
  const [post] = await system().select().from(posts).where(eq(posts.id, id))
  return { id, version: post ? versionOfPost(post) : '' }
}

const ZONE = 'Europe/Berlin'
const today = localDay(Date.now(), ZONE)

async function workspaceInBerlin(mode: PlanMode = 'credits', allowance = 100) {
  const ctx = await agency(mode, allowance)
  await system().execute(sql`update workspaces set time_zone = ${ZONE} where id = ${ctx.workspaceId}`)
  return { ...ctx, timeZone: ZONE }
}

async function scheduled(ctx: WorkspaceContext, people: number, sendAt: string): Promise<string> {
  const id = await draftTo(ctx, await listOf(ctx, people))
  await confirmCampaign(ctx, await confirmation(ctx, id, people, { sendAt }))
  return id
}

async function dayOf(ctx: WorkspaceContext & { timeZone: string }, id: string, day: string) {
  const view = await readCalendar(ctx, { span: 'month', day })
  const found = view.days.find(({ items }) => items.some((item) => item.id === id))
  return found && { day: found.day, item: found.items.find((item) => item.id === id), ahead: found.ahead }
}

const movesOf = async ({ workspaceId }: WorkspaceContext) =>
  (
    await system().execute<{ n: number }>(sql`select count(*)::int as n from audit_events
      where workspace_id = ${workspaceId} and verb = 'campaign.reschedule'`)
  )[0]?.n

test('a scheduled campaign appears on its day in the workspace’s time zone, with what is left', async () => {
  const ctx = await workspaceInBerlin()
  const day = addDays(today, 2)
  // Half past midnight in Berlin is still the previous day in UTC.
  const id = await scheduled(ctx, 25, `${day}T00:30`)
  expect(await dayOf(ctx, id, day)).toMatchObject({
    day,
    item: { time: '00:30', movable: true, credits: 9, people: 25, unpaid: false },
    ahead: { planned: 9, left: 91 },
  })
  const view = await readCalendar(ctx, { span: 'week' })
  expect(view).toMatchObject({
    today,
    unit: 'credits',
    leftNow: 100,
    planned: { count: 1, amount: 9 },
    shortage: null,
  })
  expect(view.days).toHaveLength(7)
})

test('the shortage names the day credits run out, even outside the shown days', async () => {
  const ctx = await workspaceInBerlin('credits', 10)
  await scheduled(ctx, 25, `${addDays(today, 2)}T09:00`)
  const late = await scheduled(ctx, 15, `${addDays(today, 4)}T09:00`)
  const view = await readCalendar(ctx, { span: 'week', day: addDays(today, 200) })
  expect(view.shortage).toEqual({ title: 'Spring', day: addDays(today, 4), needed: 6, left: 1 })
  expect(await dayOf(ctx, late, addDays(today, 4))).toMatchObject({ item: { unpaid: true } })
})

test('R3: in limits mode scheduled campaigns count against the month’s emails', async () => {
  const ctx = await workspaceInBerlin('limits')
  await scheduled(ctx, 7, `${addDays(today, 2)}T09:00`)
  await scheduled(ctx, 6, `${addDays(today, 3)}T09:00`)
  expect(await readCalendar(ctx, { span: 'month' })).toMatchObject({
    unit: 'emails',
    leftNow: 10,
    planned: { count: 2, amount: 13 },
    shortage: { day: addDays(today, 3), needed: 6, left: 3 },
  })
})

test('R8, R12: moveItem changes only the time and is idempotent', async () => {
  const ctx = await workspaceInBerlin()
  const id = await scheduled(ctx, 25, `${addDays(today, 2)}T09:00`)
  const to = addDays(today, 5)
  await moveItem(ctx, { kind: 'campaign', id, to: `${to}T14:15` })
  await moveItem(ctx, { kind: 'campaign', id, to: `${to}T14:15` })
  expect(await dayOf(ctx, id, to)).toMatchObject({
    day: to,
    item: { time: '14:15', credits: 9, people: 25, status: 'scheduled' },
  })
  expect(await movesOf(ctx)).toBe(1)
  expect(await balance(ctx)).toMatchObject({ left: 100, held: 0 })
})

test('moveItem refuses past times, unscheduled items and unknown ids', async () => {
  const ctx = await workspaceInBerlin()
  const id = await scheduled(ctx, 3, `${addDays(today, 2)}T09:00`)
  const to = `${addDays(today, 5)}T09:00`
  const move = (over: object) => code(moveItem(ctx, { kind: 'campaign', id, to, ...over }))
  expect(await move({ to: `${addDays(today, -1)}T09:00` })).toBe('time.past')
  expect(await move({ id: randomUUID() })).toBe('not-found')
  await stopCampaign(ctx, { id })
  expect(await move({})).toBe('campaign.not-waiting')
  expect(await movesOf(ctx)).toBe(0)
})

test('R35: another workspace can neither see nor move an item', async () => {
  const [ctx, other] = [await workspaceInBerlin(), await workspaceInBerlin()]
  const day = addDays(today, 2)
  const id = await scheduled(ctx, 3, `${day}T09:00`)
  expect(await dayOf(other, id, day)).toBeUndefined()
  expect(await code(moveItem(other, { kind: 'campaign', id, to: `${addDays(today, 5)}T09:00` }))).toBe(
    'not-found',
  )
  expect((await dayOf(ctx, id, day))?.day).toBe(day)
})

test('a scheduled post appears, is free, and can only be moved by members who can approve posts', async () => {
  const ctx = await workspaceInBerlin()
  const day = addDays(today, 2)
  const { id } = await savePost(ctx, PostInput.parse({ id: randomUUID(), title: 'Open home', x: 'Come by' }))
  const move = (who: WorkspaceContext, to: string) => moveItem(who, { kind: 'post', id, to: `${to}T10:00` })
  expect(await code(move(ctx, day))).toBe('post.not-planned')
  await schedulePost(ctx, { ...(await seen(id)), sendAt: `${day}T10:00` })
  expect(await dayOf(ctx, id, day)).toMatchObject({
    day,
    item: { kind: 'post', time: '10:00', movable: true, credits: null },
    ahead: { planned: 0, left: 100 },
  })
  expect(await code(move({ ...ctx, role: 'member' }, addDays(today, 3)))).toBe('forbidden')
  expect(await code(move(await workspaceInBerlin(), addDays(today, 3)))).toBe('not-found')
  await move(ctx, addDays(today, 3))
  expect((await dayOf(ctx, id, addDays(today, 3)))?.day).toBe(addDays(today, 3))
})

test('a campaign moved at the moment it is due is either sent or moved, and leaves no stray hold', async () => {
  const ctx = await workspaceInBerlin()
  const id = await scheduled(ctx, 3, `${addDays(today, 2)}T09:00`)
  const due = new Date(Date.now() - 60_000).toISOString()
  await system().execute(
    sql`update campaigns set scheduled_at = ${due} where workspace_id = ${ctx.workspaceId}`,
  )
  const to = addDays(today, 5)
  await Promise.all([
    startDueCampaigns(),
    moveItem(ctx, { kind: 'campaign', id, to: `${to}T09:00` }).catch(() => {}),
  ])
  const [row] = await system().execute<{ status: string; held: number }>(sql`
    select c.status, a.held from campaigns c join credit_accounts a using (workspace_id)
    where c.workspace_id = ${ctx.workspaceId}`)
  // Either sent with its price held, or moved without a hold.
  expect([
    ['queued', 3],
    ['scheduled', 0],
  ]).toContainEqual([row?.status, row?.held])
})
