import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { jobQueue, jobsOfKey, stopJobQueue } from '@/lib/jobs/queue'
import { getReport } from './get-report'
import { requestReport } from './request-report'
import { settleReport } from './settle-report'
import { sweepReports } from './sweep-reports'
import { agency, asked, balance, prepareCatalogue } from './testing'

beforeAll(prepareCatalogue)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

/** As if it had been asked for long ago: the sweep leaves young reports alone. */
const age = (id: string, minutes: number) =>
  system().execute(
    sql`update reports set created_at = now() - make_interval(mins => ${minutes}) where id = ${id}`,
  )

/** As if its process had been killed before it could hand the report to the queue. */
async function deleteJobOf(id: string): Promise<void> {
  const boss = await jobQueue()
  const [job] = await boss.findJobs('report-make', { key: id })
  await boss.deleteJob('report-make', job?.id ?? '')
}

describe('R13: what a killed process leaves behind is put right', () => {
  /** The row as a process left it that was killed before it could settle the hold. */
  const leaveAs = (id: string, status: 'ready' | 'failed') =>
    system().execute(sql`update reports
      set status = ${status}, figures = '{}'::jsonb, summary = 'Text', finished_at = now() where id = ${id}`)

  test('between storing the result and paying: paid, once', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const input = await asked(ctx)
    await requestReport(ctx, input)
    await leaveAs(input.id, 'ready')
    await Promise.all([sweepReports(), settleReport(ctx.workspaceId, input.id)])
    await sweepReports()
    expect(await balance(ctx)).toEqual({
      left: before.left - input.quotedCredits,
      held: 0,
      entries: before.entries + 1,
    })
  })

  test('between failing and freeing: freed', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestReport(ctx, await asked(ctx))
    await leaveAs(id, 'failed')
    await sweepReports()
    expect(await balance(ctx)).toEqual(before)
  })

  test('between storing the request and queueing it: queued', async () => {
    const ctx = await agency()
    const { id } = await requestReport(ctx, await asked(ctx))
    await deleteJobOf(id)
    await sweepReports()
    expect(await jobsOfKey('report-make', id), 'a young one is left alone').toMatchObject({ live: false })
    await age(id, 1)
    await sweepReports()
    expect(await jobsOfKey('report-make', id)).toMatchObject({ live: true })
    expect(await getReport(ctx, id)).toMatchObject({ status: 'queued' })
  })

  test('killed at every attempt, or far too old: failed and free', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const killed = await requestReport(ctx, await asked(ctx))
    const boss = await jobQueue()
    const [job] = await boss.findJobs('report-make', { key: killed.id })
    await boss.cancel('report-make', job?.id ?? '')
    const old = await requestReport(ctx, await asked(ctx))
    await deleteJobOf(old.id)
    await Promise.all([age(killed.id, 1), age(old.id, 90)])
    await sweepReports()
    for (const { id } of [killed, old]) {
      expect(await getReport(ctx, id)).toMatchObject({
        status: 'failed',
        failure: expect.stringContaining('interrupted'),
      })
    }
    expect(await balance(ctx)).toEqual(before)
  })
})
