import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inWorkspace, system } from '@/db/client'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { campaigns, members, recurringReports, reports } from '@/db/schema'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { setTestEnv } from '@/lib/billing/testing'
import { readCalendar } from '@/lib/calendar/read-calendar'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { agency, balance, preparePrices } from '@/lib/metering/testing'
import { MOST_RECURRING_REPORTS } from '@/lib/rate-limits/limits'
import { makeReport } from '@/lib/reports/make-report'
import { readSharedReport } from '@/lib/reports/sharing/read-shared-report'
import { writer } from '@/lib/reports/testing'
import { stopWork } from '@/lib/workspaces/deletion/stop-work'
import { removeMember } from '@/lib/workspaces/members/remove-member'
import { closeConnections } from '@/local/test/connections'
import { listPlannedRecurring, listRecurring } from './list-recurring'
import { sweepRecurring } from './run-recurring'
import { createRecurring, endRecurring, pauseRecurring, resumeRecurring } from './save-recurring'
import { makeDue, noticesOf, requestTo, rowOf, runsOf, setUp } from './testing'

setTestEnv()
beforeAll(async () => {
  await seedRecordedSales(process.env.DATABASE_URL ?? '')
  await preparePrices({
    'report.generate': { credits: 20 },
    'campaign.send': { credits: 3, per: 10, minimum: 3 },
  })
})
afterAll(closeConnections)

/** Runs the month to its end: the report is requested, made and emailed. */
async function runMonth(ctx: WorkspaceContext, id: string): Promise<void> {
  await makeDue(id)
  await sweepRecurring()
  const [run] = await runsOf(id)
  if (!run?.reportId) return
  await makeReport({ workspaceId: ctx.workspaceId, id: run.reportId }, { model: writer })
  await sweepRecurring()
}

describe('a recurring report', () => {
  test('R7, R8, R12: shows its cost, is set up once, and costs nothing before its first run', async () => {
    const ctx = await agency('credits', 200)
    const request = await requestTo(ctx, 25)
    expect(request.quotedCredits).toBe(29)
    expect(await code(createRecurring(ctx, { ...request, quotedCredits: 20 }))).toBe('quote.changed')
    await Promise.all([createRecurring(ctx, request), createRecurring(ctx, request)])
    expect(await listRecurring(ctx)).toMatchObject([
      { name: 'Green Lake', status: 'active', dayOfMonth: 9, cost: { people: 25, credits: 29 }, runs: [] },
    ])
    expect(await balance(ctx)).toMatchObject({ left: 180, held: 0 })
    const missing = { ...request, id: randomUUID(), subject: 'For {{ property_address }}' }
    expect(await code(createRecurring(ctx, missing))).toBe('recurring.gaps')
  })

  test('R12, R13: a month is one report and one campaign, however many workers run it', async () => {
    const ctx = await agency('credits', 200)
    const id = await setUp(ctx)
    await makeDue(id)
    await Promise.all([sweepRecurring(), sweepRecurring(), sweepRecurring()])
    await Promise.all([sweepRecurring(), sweepRecurring()])
    const [run] = await runsOf(id)
    expect(run).toMatchObject({ status: 'making', attempt: 1 })
    expect(await balance(ctx)).toMatchObject({ left: 160, held: 20 })
    await makeReport({ workspaceId: ctx.workspaceId, id: run?.reportId ?? '' }, { model: writer })
    await Promise.all([sweepRecurring(), sweepRecurring(), sweepRecurring()])
    await makeDue(id)
    await sweepRecurring()

    expect(await runsOf(id)).toMatchObject([{ status: 'sent' }])
    const made = await system().select().from(reports).where(eq(reports.workspaceId, ctx.workspaceId))
    expect(made).toHaveLength(2)
    const sent = await system().select().from(campaigns).where(eq(campaigns.workspaceId, ctx.workspaceId))
    expect(sent).toMatchObject([{ status: 'queued', recipients: 25, quotedCredits: 9 }])
    expect(sent[0]?.name).toMatch(/^Green Lake, \w+ \d{4}$/)
    const details = sent[0]?.details as Record<string, string>
    expect(details.area).toBe('98103')
    expect(await readSharedReport(details.report_url?.split('/').at(-1) ?? '')).toMatchObject({
      id: run?.reportId,
    })
    // 20 of the first report and 20 of this one are paid, 9 are held for the emails.
    expect(await balance(ctx)).toMatchObject({ left: 151, held: 9 })
    expect((await rowOf(id)).nextRunAt.getTime()).toBeGreaterThan(Date.now())
  })

  test('R10: the statement says that the spend was a monthly report', async () => {
    const ctx = await agency('credits', 200)
    const id = await setUp(ctx)
    await runMonth(ctx, id)
    const { rows } = await getStatementPage({ ...ctx, timeZone: 'UTC' } as never, {})
    expect(JSON.stringify(rows)).toContain('Report 98103, monthly: Green Lake')
  })

  test('R11: pauses before anything is charged if the report could be paid, but not its emails, and says so once', async () => {
    const ctx = await agency('credits', 45)
    const id = await setUp(ctx)
    await makeDue(id)
    await sweepRecurring()
    await sweepRecurring()
    expect(await rowOf(id)).toMatchObject({
      status: 'paused',
      failure: 'It costs 29 credits, and you have 25 credits for it.',
    })
    expect(await balance(ctx)).toMatchObject({ left: 25, held: 0 })
    expect(await noticesOf(ctx)).toMatchObject([{ recurring: true }])
    expect(await code(resumeRecurring(ctx, { id, quotedCredits: 1 }))).toBe('quote.changed')
  })

  test('nothing is charged if the emails could not go out, and a month that starts late is still its own month', async () => {
    const ctx = await agency('credits', 300)
    const id = await setUp(ctx)
    await system()
      .update(recurringReports)
      .set({ body: '{{ property_price }} [Read it]({{ report_url }})' })
      .where(eq(recurringReports.id, id))
    await system()
      .update(recurringReports)
      .set({ nextRunAt: sql`now() - interval '40 days'` })
      .where(eq(recurringReports.id, id))
    await sweepRecurring()
    await sweepRecurring()
    expect((await rowOf(id)).failure).toMatch(/^Some merge fields would be blank: /)
    expect(await balance(ctx)).toMatchObject({ left: 280, held: 0 })
    const [late] = await runsOf(id)
    const day = new Date(Date.now() - 40 * 86_400_000).toISOString()
    expect(late?.month).toBe(`${day.slice(0, 7)}-01`)
    expect((await rowOf(id)).nextRunAt.getTime()).toBeGreaterThan(Date.now())
  })

  test('R33: a spending limit of the member in whose name it runs pauses it', async () => {
    const ctx = await agency('credits', 200)
    const id = await setUp(ctx)
    await system().execute(sql`insert into spending_limits (workspace_id, kind, subject, most_credits)
      values (${ctx.workspaceId}, 'member', ${ctx.userId}, 30)`)
    await makeDue(id)
    await sweepRecurring()
    await sweepRecurring()
    expect((await rowOf(id)).failure).toMatch(/^It costs 29 credits/)
    expect(await balance(ctx)).toMatchObject({ left: 180, held: 0 })
  })

  test('R8: a changed price pauses it until someone accepts it', async () => {
    const ctx = await agency('credits', 200)
    const id = await setUp(ctx)
    await system()
      .update(recurringReports)
      .set({ reportPrice: '10 credits per report' })
      .where(eq(recurringReports.id, id))
    await makeDue(id)
    await sweepRecurring()
    await sweepRecurring()
    expect((await rowOf(id)).failure).toMatch(/^The price changed: each run now costs 29 credits/)
    await resumeRecurring(ctx, { id, quotedCredits: 29 })
    await sweepRecurring()
    expect(await runsOf(id)).toMatchObject([{ status: 'making' }])
  })

  test('R13: a report that fails is free, and is made again as another request when it is resumed', async () => {
    const ctx = await agency('credits', 200)
    const id = await setUp(ctx)
    await makeDue(id)
    await sweepRecurring()
    await sweepRecurring()
    const [run] = await runsOf(id)
    await system()
      .update(reports)
      .set({ status: 'failed', failure: 'The AI service is busy.' })
      .where(eq(reports.id, run?.reportId ?? ''))
    await sweepRecurring()
    expect(await rowOf(id)).toMatchObject({
      status: 'paused',
      failure: 'The report wasn’t created: The AI service is busy.',
    })
    await resumeRecurring(ctx, { id, quotedCredits: 29 })
    await sweepRecurring()
    const [again] = await runsOf(id)
    expect(again).toMatchObject({ status: 'making', attempt: 2 })
    expect(again?.reportId).not.toBe(run?.reportId)
  })

  test('R12: a form that was changed after it was sent is refused, not ignored', async () => {
    const ctx = await agency('credits', 200)
    const request = await requestTo(ctx, 1)
    await createRecurring(ctx, request)
    await createRecurring(ctx, request)
    expect(await code(createRecurring(ctx, { ...request, dayOfMonth: 20 }))).toBe('request.reused')
    expect(await listRecurring(ctx)).toMatchObject([{ dayOfMonth: 9 }])
  })

  test('a paused one does not run, an ended one is over, and a list without people pauses it', async () => {
    const ctx = await agency('credits', 300)
    const [paused, ended, empty] = [await setUp(ctx), await setUp(ctx), await setUp(ctx, 0)]
    await pauseRecurring(ctx, { id: paused })
    await endRecurring(ctx, { id: ended })
    await endRecurring(ctx, { id: ended })
    for (const id of [paused, ended, empty]) await makeDue(id)
    await sweepRecurring()
    await sweepRecurring()
    expect(await runsOf(paused)).toEqual([])
    expect(await runsOf(ended)).toEqual([])
    expect((await rowOf(empty)).failure).toMatch(/^No one on /)
    expect(await code(resumeRecurring(ctx, { id: ended, quotedCredits: 29 }))).toBe('not-found')
    expect((await listRecurring(ctx)).map(({ status }) => status)).toEqual(['paused', 'paused', 'ended'])
  })

  test('R35: another workspace neither sees nor changes it, also past the queries', async () => {
    const [ctx, stranger] = [await agency('credits', 200), await agency()]
    const id = await setUp(ctx)
    expect(await listRecurring(stranger)).toEqual([])
    for (const change of [pauseRecurring, endRecurring])
      expect(await code(change(stranger, { id }))).toBe('not-found')
    expect(await code(resumeRecurring(stranger, { id, quotedCredits: 29 }))).toBe('not-found')
    expect(await inWorkspace(stranger.workspaceId, (tx) => tx.select().from(recurringReports))).toEqual([])
    const request = await requestTo(stranger, 1)
    const theirs = (await system().select().from(reports).where(eq(reports.workspaceId, ctx.workspaceId)))[0]
    expect(await code(createRecurring(stranger, { ...request, reportId: theirs?.id ?? '' }))).toBe(
      'not-found',
    )
  })

  test('R35: it pauses when the member in whose name it runs leaves, and the member who resumes it takes it over', async () => {
    const ctx = await agency('credits', 200)
    const id = await setUp(ctx)
    const [other] = await system().execute<{ id: number }>(
      sql`insert into users (email, name) values (${`${randomUUID()}@agency.test`}, 'Olga Owner') returning id`,
    )
    const owner = { ...ctx, userId: Number(other?.id), role: 'owner' as const }
    await system()
      .insert(members)
      .values({ workspaceId: ctx.workspaceId, userId: owner.userId, role: 'owner' })
    expect(await removeMember(owner, { userId: ctx.userId })).toMatchObject({ campaigns: 1 })
    expect(await rowOf(id)).toMatchObject({
      status: 'paused',
      failure: expect.stringContaining('no longer in'),
    })
    await resumeRecurring(owner, { id, quotedCredits: 29 })
    expect(await rowOf(id)).toMatchObject({ status: 'active', confirmedBy: owner.userId, failure: null })
  })

  test('appears in the calendar with its cost, and counts in what is planned', async () => {
    const ctx = { ...(await agency('credits', 200)), timeZone: 'UTC' }
    const id = await setUp(ctx)
    const [planned] = await listPlannedRecurring(ctx)
    expect(planned).toMatchObject({ id, people: 25, credits: 29 })
    const view = await readCalendar(ctx, { span: 'month', day: planned?.at.slice(0, 10) })
    const items = view.days.flatMap((day) => day.items)
    expect(items).toMatchObject([{ kind: 'recurring', id, credits: 29, movable: false, unpaid: false }])
    expect(view.planned).toEqual({ count: 1, amount: 29 })
  })

  test('R42: a workspace has a limited number of them; a deleted workspace has none', async () => {
    const ctx = await agency('credits', 200)
    const request = await requestTo(ctx, 1)
    for (let n = 0; n < MOST_RECURRING_REPORTS; n += 1)
      await createRecurring(ctx, { ...request, id: randomUUID() })
    expect(await code(createRecurring(ctx, { ...request, id: randomUUID() }))).toBe('recurring.too-many')
    await system().transaction((tx) => stopWork(tx, ctx.workspaceId))
    expect((await listRecurring(ctx)).every(({ status }) => status === 'ended')).toBe(true)
  })
})
