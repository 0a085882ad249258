import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import { groupRows, isGroup } from '@/lib/billing/shared/group-rows'
import type { StatementRow } from '@/lib/billing/views'
import type { WorkspaceContext } from '@/lib/core/context'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { type ActionKey, actionIds, type SubjectKind, subjectIds } from '@/lib/credits/shared/actions'
import { charge, grant, hold, makeWorkspace } from '@/lib/credits/testing'
import { getStatementPage } from '../statement.ts'
import { statementCsv } from '../statement-csv.ts'

let ctx: WorkspaceContext
const run = async (query: SQL) => void (await system().execute(query))
const spend = (credits: number, action: ActionKey, kind: SubjectKind, subjectId: string) =>
  post(
    ctx.workspaceId,
    charge(credits, undefined, {
      action: actionIds[action],
      subjectKind: subjectIds[kind],
      subjectId,
      actorId: ctx.userId,
    }),
  )
const [feedId, runA, runB] = [randomUUID(), randomUUID(), randomUUID()]
const campaignId = randomUUID()

async function makeImage(action: string, title: string, of: string | null): Promise<string> {
  const id = randomUUID()
  await run(sql`insert into images (workspace_id, id, root_id, parent_id, action, brief, title, instruction, hold_id, created_by)
    values (${ctx.workspaceId}, ${id}, ${of ?? id}, ${of}, ${action}, '{}', ${title},
      ${action === 'image.edit' ? 'Make it dusk' : null}, ${randomUUID()}, ${ctx.userId})`)
  return id
}

async function makePost(title: string, runId: string): Promise<string> {
  const id = randomUUID()
  await run(sql`insert into listings (workspace_id, id, feed_id, run_id, source_key, status, data, data_hash)
    values (${ctx.workspaceId}, ${id}, ${feedId}, ${runId}, ${id}, 'current', '{}', ${id})`)
  await run(sql`insert into posts (workspace_id, id, listing_id, feed_id, run_id, title, status, waits_for)
    values (${ctx.workspaceId}, ${id}, ${id}, ${feedId}, ${runId}, ${title}, 'waiting', 'next')`)
  return id
}

/** One entry of each kind of subject, a campaign that was charged less than was held, and posts of two files. */
beforeAll(async () => {
  await seedCatalog(system())
  const made = await makeWorkspace({ allowance: 2_000 })
  ctx = { ...made, role: 'owner' }
  const { workspaceId, userId } = ctx
  const [reportId, valuationId, purchaseId] = [randomUUID(), randomUUID(), randomUUID()]
  await run(sql`insert into reports (workspace_id, id, area, area_name, period_from, period_to, hold_id, created_by)
    values (${workspaceId}, ${reportId}, '{}', '98103', '2026-01-01', '2026-06-01', ${randomUUID()}, ${userId})`)
  await spend(20, 'report.generate', 'report', reportId)
  const first = await makeImage('image.generate', 'Garden home', null)
  await spend(20, 'image.generate', 'image', first)
  await spend(10, 'image.edit', 'image', await makeImage('image.edit', 'Garden home', first))
  await run(sql`insert into valuations (workspace_id, id, label, zip_code, home, valued_on, hold_id, created_by)
    values (${workspaceId}, ${valuationId}, '4 Oak Ave', '98103', '{}', '2026-06-01', ${randomUUID()}, ${userId})`)
  await spend(20, 'valuation.instant', 'valuation', valuationId)
  await run(sql`insert into purchases (workspace_id, id, pack_key, credits, price_cents, bought_by)
    values (${workspaceId}, ${purchaseId}, 'medium', 500, 6000, ${userId})`)
  await post(workspaceId, grant(500, { actorId: userId, subjectId: purchaseId }))

  const held = {
    ...hold(9),
    action: actionIds['campaign.send'],
    subjectKind: subjectIds.campaign,
    subjectId: campaignId,
    actorId: userId,
  }
  await post(workspaceId, held)
  await run(sql`insert into campaigns (workspace_id, id, name, list_name, subject, body, status, recipients, hold_id, created_by)
    values (${workspaceId}, ${campaignId}, 'Spring open houses', 'All', 'News', 'News', 'queued', 25, ${held.key}, ${userId})`)
  await post(workspaceId, { type: 'capture', holdId: held.key, credits: 6, units: 6 })

  await run(sql`insert into feeds (workspace_id, id, name, secret_hash, created_by)
    values (${workspaceId}, ${feedId}, 'Northside CRM', ${feedId}, ${userId})`)
  for (const id of [runA, runB])
    await run(sql`insert into feed_runs (workspace_id, id, feed_id, source, file_name, file_hash, size_bytes)
      values (${workspaceId}, ${id}, ${feedId}, 'push', 'file.xml', ${id}, 1)`)
  for (let i = 1; i <= 7; i += 1)
    await spend(5, 'feed.post', 'listing', await makePost(`${i} Elm St`, i <= 5 ? runA : runB))
  await spend(5, 'feed.post', 'listing', randomUUID())
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

const rowsOf = async (search?: string): Promise<StatementRow[]> =>
  (await getStatementPage(ctx, { filters: search ? { search } : {} })).rows
const named = (rows: readonly StatementRow[]) => rows.map(({ name }) => name)

describe('R24: names of entries', () => {
  it('say what each entry paid for, and a deleted object has only its action', async () => {
    const rows = await rowsOf()
    expect(named(rows)).toEqual([
      null,
      ...[7, 6, 5, 4, 3, 2, 1].map((i) => `Post for ${i} Elm St`),
      'Campaign: Spring open houses',
      'Pack: 500 credits',
      'Valuation: 4 Oak Ave',
      'Edit: Garden home',
      'Image: Garden home',
      'Report 98103',
      null,
    ])
    expect(rows[0]?.what).toBe('Property feed post')
    expect(rows.at(-1)?.what).toBe('Monthly allowance')
  })

  it('are found by a search, whatever part of them is given, in any case', async () => {
    expect(named(await rowsOf('report 981'))).toEqual(['Report 98103'])
    expect(named(await rowsOf('GARDEN'))).toEqual(['Edit: Garden home', 'Image: Garden home'])
    expect(named(await rowsOf('oak ave'))).toEqual(['Valuation: 4 Oak Ave'])
    expect(named(await rowsOf('open houses'))).toEqual(['Campaign: Spring open houses'])
    expect(named(await rowsOf('for 3 elm'))).toEqual(['Post for 3 Elm St'])
    expect(named(await rowsOf('northside'))).toHaveLength(7)
    expect(named(await rowsOf('pack: 500'))).toEqual(['Pack: 500 credits'])
    expect(await rowsOf('_lm')).toEqual([])
  })

  it('R35: do not find the work of another workspace', async () => {
    const { workspaceId, userId } = await makeWorkspace({ allowance: 100 })
    const other: WorkspaceContext = { workspaceId, userId, role: 'owner' }
    await post(workspaceId, charge(5, undefined, { subjectKind: subjectIds.campaign, subjectId: campaignId }))
    expect((await getStatementPage(other, { filters: { search: 'open houses' } })).rows).toEqual([])
    expect(named((await getStatementPage(other)).rows)).toEqual([null, null])
  })

  it('are in the CSV', async () => {
    let text = ''
    for await (const piece of statementCsv(ctx, { search: 'open houses' })) text += piece
    const [head, row] = parse(text, { bom: true }) as string[][]
    expect(head?.at(-1)).toBe('Name')
    expect([row?.[3], row?.at(-1)]).toEqual(['Email campaign', 'Campaign: Spring open houses'])
  })
})

describe('R24: groups of entries', () => {
  it('are the posts of one file, and a campaign with what was held and released', async () => {
    const page = await getStatementPage(ctx, { withContinues: true })
    const groups = groupRows(page).filter(isGroup)
    expect(
      groups.map(({ key, name, amountCredits, rows }) => [key, name, amountCredits, rows.length]),
    ).toEqual([
      [`run:${runB}`, 'Northside CRM', -10, 2],
      [`run:${runA}`, 'Northside CRM', -25, 5],
      [`campaign:${campaignId}`, 'Campaign: Spring open houses', -6, 1],
    ])
    expect(groups[2]?.rows[0]?.hold).toMatchObject({ heldCredits: 9, releasedCredits: 3 })
  })

  it('know that they continue on the next page and on the previous one', async () => {
    const all = await rowsOf()
    // Pages of 5: the second starts and ends within the first file.
    const first = await getStatementPage(ctx, { limit: 5, withContinues: true })
    expect(first.continues).toEqual({ newer: false, older: true })
    const second = await getStatementPage(ctx, {
      limit: 5,
      before: first.nextBefore ?? 0,
      withContinues: true,
    })
    expect(second.continues).toEqual({ newer: true, older: false })
    const sums = [first, second].map((page) =>
      groupRows(page).reduce((sum, row) => sum + row.amountCredits, 0),
    )
    expect(sums).toEqual([
      all.slice(0, 5).reduce((sum, row) => sum + row.amountCredits, 0),
      all.slice(5, 10).reduce((sum, row) => sum + row.amountCredits, 0),
    ])
  })
})
