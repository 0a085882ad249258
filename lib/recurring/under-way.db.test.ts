import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { campaigns, recurringReports, recurringRuns } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { deleteDraft } from '@/lib/campaigns/drafts/stop-campaign'
import { agency, balance, preparePrices } from '@/lib/metering/testing'
import { deleteWork } from '@/lib/paid-work/changes'
import { createShare, getActiveShare, revokeShare } from '@/lib/paid-work/sharing/share'
import { makeReport } from '@/lib/reports/make-report'
import { reportWork } from '@/lib/reports/report-work'
import { reportSharing } from '@/lib/reports/sharing/share-report'
import { writer } from '@/lib/reports/testing'
import { closeConnections } from '@/local/test/connections'
import { sweepRecurring } from './run-recurring'
import { endRecurring, resumeRecurring } from './save-recurring'
import { makeDue, noticesOf, rowOf, runsOf, setUp } from './testing'

setTestEnv()
beforeAll(async () => {
  await seedRecordedSales(process.env.DATABASE_URL ?? '')
  await preparePrices({
    'report.generate': { credits: 20 },
    'campaign.send': { credits: 3, per: 10, minimum: 3 },
  })
})
afterAll(closeConnections)

describe('a month that is under way', () => {
  test('R12, R13: a run whose process stopped after it paid for the report continues, also without credits for another', async () => {
    // 20 of the first report, and exactly one run.
    const ctx = await agency('credits', 49)
    const id = await setUp(ctx)
    await makeDue(id)
    await sweepRecurring()
    const [run] = await runsOf(id)
    await system()
      .update(recurringRuns)
      .set({ status: 'waiting', reportId: null })
      .where(eq(recurringRuns.recurringId, id))
    await sweepRecurring()
    expect(await rowOf(id)).toMatchObject({ status: 'active' })
    expect(await runsOf(id)).toMatchObject([{ status: 'making', reportId: run?.reportId }])
    expect(await balance(ctx)).toMatchObject({ left: 9, held: 20 })
  })

  test('a month whose report or draft a member deleted is skipped, and does not hold up the next ones', async () => {
    const ctx = await agency('credits', 300)
    const [id, other] = [await setUp(ctx), await setUp(ctx)]
    for (const one of [id, other]) {
      await makeDue(one)
      await sweepRecurring()
    }
    const reportOf = async (one: string) => (await runsOf(one))[0]?.reportId ?? ''
    for (const one of [id, other])
      await makeReport({ workspaceId: ctx.workspaceId, id: await reportOf(one) }, { model: writer })
    await deleteWork(reportWork, ctx, { id: await reportOf(id) })
    // The second stops at its emails, as a draft.
    await system().update(recurringReports).set({ emailPrice: 'free' }).where(eq(recurringReports.id, other))
    await sweepRecurring()
    const [draft] = await system().select().from(campaigns).where(eq(campaigns.workspaceId, ctx.workspaceId))
    expect(draft).toMatchObject({ status: 'draft' })
    await deleteDraft(ctx, { id: draft?.id ?? '' })
    await resumeRecurring(ctx, { id: other, quotedCredits: 29 })
    await sweepRecurring()
    for (const one of [id, other]) {
      expect(await runsOf(one)).toMatchObject([{ status: 'skipped' }])
      expect(await rowOf(one)).toMatchObject({ status: 'active', failure: null })
    }
    expect(await noticesOf(ctx)).toHaveLength(1)
  })

  test('R35: a link that a member created or revoked in between does not stop the emails', async () => {
    const ctx = await agency('credits', 300)
    const ids = [await setUp(ctx), await setUp(ctx)]
    const days = 7
    for (const id of ids) {
      await makeDue(id)
      await sweepRecurring()
      const reportId = (await runsOf(id))[0]?.reportId ?? ''
      await makeReport({ workspaceId: ctx.workspaceId, id: reportId }, { model: writer })
      await system().update(recurringReports).set({ emailPrice: 'free' }).where(eq(recurringReports.id, id))
      await sweepRecurring()
      if (id === ids[0])
        await createShare(reportSharing, ctx, { id: reportId, requestId: randomUUID(), days })
      else await revokeShare(reportSharing, ctx, { id: reportId })
      await resumeRecurring(ctx, { id, quotedCredits: 29 })
      await sweepRecurring()
      expect(await runsOf(id)).toMatchObject([{ status: 'sent' }])
      const active = await getActiveShare(reportSharing, ctx, reportId)
      const [sent] = await system()
        .select({ details: campaigns.details })
        .from(campaigns)
        .where(eq(campaigns.id, (await runsOf(id))[0]?.campaignId ?? ''))
      expect(JSON.stringify(sent?.details)).toContain(`/shared/reports/${active?.token}"`)
    }
  })

  test('R8: a price of the emails that changes while the report is made is asked for', async () => {
    const ctx = await agency('credits', 200)
    const id = await setUp(ctx)
    await makeDue(id)
    await sweepRecurring()
    await makeReport(
      { workspaceId: ctx.workspaceId, id: (await runsOf(id))[0]?.reportId ?? '' },
      { model: writer },
    )
    await system()
      .update(recurringReports)
      .set({ emailPrice: '1 credit for every 10 emails' })
      .where(eq(recurringReports.id, id))
    await sweepRecurring()
    expect((await rowOf(id)).failure).toMatch(/^The price changed/)
    expect(await balance(ctx)).toMatchObject({ left: 160, held: 0 })
    await resumeRecurring(ctx, { id, quotedCredits: 29 })
    await sweepRecurring()
    expect(await runsOf(id)).toMatchObject([{ status: 'sent' }])
  })

  test('ending one that is under way skips its month, and sends nothing more', async () => {
    const ctx = await agency('credits', 200)
    const id = await setUp(ctx)
    await makeDue(id)
    await sweepRecurring()
    await endRecurring(ctx, { id })
    const [run] = await runsOf(id)
    expect(run).toMatchObject({ status: 'skipped', finishedAt: expect.any(Date) })
    await makeReport({ workspaceId: ctx.workspaceId, id: run?.reportId ?? '' }, { model: writer })
    await sweepRecurring()
    expect(await runsOf(id)).toEqual([run])
    expect(await system().$count(campaigns, eq(campaigns.workspaceId, ctx.workspaceId))).toBe(0)
  })
})
