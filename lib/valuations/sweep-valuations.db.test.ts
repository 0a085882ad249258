import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { jobQueue, jobsOfKey, stopJobQueue } from '@/lib/jobs/queue'
import { getValuation } from './get-valuation'
import { requestValuation } from './request-valuation'
import { settleValuation } from './settle-valuation'
import { sweepValuations } from './sweep-valuations'
import { agency, asked, balance, prepareCatalogue } from './testing'

beforeAll(prepareCatalogue)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

/** As if it had been asked for long ago: the sweep leaves young valuations alone. */
const age = (id: string, minutes: number) =>
  system().execute(
    sql`update valuations set created_at = now() - make_interval(mins => ${minutes}) where id = ${id}`,
  )

/** As if its process had been killed before it could hand the report to the queue. */
async function deleteJobOf(id: string): Promise<void> {
  const boss = await jobQueue()
  const [job] = await boss.findJobs('valuation-make', { key: id })
  await boss.deleteJob('valuation-make', job?.id ?? '')
}

describe('R13: what a killed process leaves behind is put right', () => {
  /** The row as a process left it that was killed before it could settle the hold. */
  const leaveAs = (id: string, status: 'ready' | 'failed' | 'declined') =>
    system().execute(sql`update valuations
      set status = ${status}, estimate_usd = 2, low_usd = 1, high_usd = 3, confidence = 'low',
        grounds = '{}'::jsonb, finished_at = now() where id = ${id}`)

  test('between storing the result and paying: paid, once', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const input = await asked(ctx)
    await requestValuation(ctx, input)
    await leaveAs(input.id, 'ready')
    await Promise.all([sweepValuations(), settleValuation(ctx.workspaceId, input.id)])
    await sweepValuations()
    expect(await balance(ctx)).toEqual({
      left: before.left - input.quotedCredits,
      held: 0,
      entries: before.entries + 1,
    })
  })

  test.each(['failed', 'declined'] as const)('between being %s and freeing: freed', async (status) => {
    const ctx = await agency()
    const before = await balance(ctx)
    const { id } = await requestValuation(ctx, await asked(ctx))
    await leaveAs(id, status)
    await sweepValuations()
    expect(await balance(ctx)).toEqual(before)
  })

  test('between storing the request and queueing it: queued', async () => {
    const ctx = await agency()
    const { id } = await requestValuation(ctx, await asked(ctx))
    await deleteJobOf(id)
    await sweepValuations()
    expect(await jobsOfKey('valuation-make', id), 'a young one is left alone').toMatchObject({ live: false })
    await age(id, 1)
    await sweepValuations()
    expect(await jobsOfKey('valuation-make', id)).toMatchObject({ live: true })
    expect(await getValuation(ctx, id)).toMatchObject({ status: 'queued' })
  })

  test('killed at every attempt, or far too old: failed and free', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const killed = await requestValuation(ctx, await asked(ctx))
    const boss = await jobQueue()
    const [job] = await boss.findJobs('valuation-make', { key: killed.id })
    await boss.cancel('valuation-make', job?.id ?? '')
    const old = await requestValuation(ctx, await asked(ctx))
    await deleteJobOf(old.id)
    await Promise.all([age(killed.id, 1), age(old.id, 90)])
    await sweepValuations()
    for (const { id } of [killed, old]) {
      expect(await getValuation(ctx, id)).toMatchObject({
        status: 'failed',
        failure: expect.stringContaining('interrupted'),
      })
    }
    expect(await balance(ctx)).toEqual(before)
  })
})
