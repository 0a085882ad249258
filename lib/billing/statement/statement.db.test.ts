import { parse } from 'csv-parse/sync'
import { and, desc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { auditEvents, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { closeLanes } from '@/lib/credits/post'
import { type Step, writeHistory } from '@/lib/credits/read/history'
import { closeReader } from '@/lib/credits/read/read'
import { actionIds } from '@/lib/credits/shared/actions'
import { charge, grant, makeWorkspace } from '@/lib/credits/testing'
import type { StatementFilters, StatementRow } from '../views.ts'
import { entryMatches } from './entries/entry-search.ts'
import { getStatementPage } from './statement.ts'
import { statementCsv } from './statement-csv.ts'
import { readStatementFilters, statementSearch } from './statement-filters.ts'
import { getSelectedUsage, getUsageBreakdown, listUsageCycles, type UsageCycle } from './usage-breakdown.ts'

const HOUR = 3_600_000
const anchorAt = Date.now() - 50 * 24 * HOUR
let ctx: WorkspaceContext
let other: WorkspaceContext
let cycles: UsageCycle[]

/** 50 days with a charge every two hours: reports by one member, a daily image by another, one valuation. */
beforeAll(async () => {
  ctx = await workspaceWith('Pacific/Auckland', (userId) => {
    const steps: Step[] = []
    for (let i = 0; i < 600; i++) {
      const at = anchorAt + i * 2 * HOUR
      const rare = i === 100
      const action = rare ? 'valuation.instant' : i % 12 === 0 ? 'image.generate' : 'report.generate'
      const actorId = i % 12 === 0 ? 0 : userId
      steps.push({ at, command: charge(1, undefined, { action: actionIds[action], actorId }) })
      if (i === 200) steps.push({ at, command: grant(50, { actorId: userId, reason: '=cmd|calc' }) })
    }
    return steps
  })
  cycles = await listUsageCycles(ctx)
  other = await workspaceWith('UTC', () => [{ at: anchorAt, command: charge(2) }])
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

async function workspaceWith(
  timeZone: string,
  stepsOf: (userId: number) => Step[],
): Promise<WorkspaceContext> {
  const { workspaceId, userId } = await makeWorkspace({ allowance: 5_000 }, anchorAt)
  await system().update(workspaces).set({ timeZone }).where(eq(workspaces.id, workspaceId))
  await system().execute(
    sql`update credit_accounts set time_zone = ${timeZone} where workspace_id = ${workspaceId}`,
  )
  await writeHistory(workspaceId, stepsOf(userId))
  return { workspaceId, userId, role: 'owner' }
}

/** Pages to the end and back. */
async function walk(
  filters: StatementFilters,
  limit = 7,
): Promise<{ there: StatementRow[]; back: StatementRow[] }> {
  const there: StatementRow[] = []
  const back: StatementRow[] = []
  let page = await getStatementPage(ctx, { filters, limit })
  there.push(...page.rows)
  while (page.nextBefore !== null) {
    page = await getStatementPage(ctx, { filters, limit, before: page.nextBefore })
    there.push(...page.rows)
  }
  back.unshift(...page.rows)
  while (page.previousAfter !== null) {
    page = await getStatementPage(ctx, { filters, limit, after: page.previousAfter })
    back.unshift(...page.rows)
  }
  return { there, back }
}

async function everything(): Promise<StatementRow[]> {
  return (await getStatementPage(ctx, { limit: 1_000 })).rows
}
const numbers = (rows: readonly StatementRow[]) => rows.map((row) => row.seq)
const dayIn = (zone: string, at: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(at))

describe('R24: the statement', () => {
  it('pages through all entries and back, each once', async () => {
    const all = numbers(await everything())
    const { there, back } = await walk({})
    expect(numbers(there)).toEqual(all)
    expect(numbers(back)).toEqual(all)
  })

  const narrowed: [string, (all: StatementRow[]) => [StatementFilters, (row: StatementRow) => boolean]][] = [
    ['a common action', () => [{ action: 'report.generate' }, (row) => row.action === 'report.generate']],
    [
      'an action that came once',
      () => [{ action: 'valuation.instant' }, (row) => row.action === 'valuation.instant'],
    ],
    ['an action that never came', () => [{ action: 'campaign.send' }, () => false]],
    [
      'a member, with the pack they bought',
      () => [{ memberId: ctx.userId }, (row) => row.who === 'Tess Ter'],
    ],
    [
      'days in the time zone of the workspace',
      (all) => {
        const [from, to] = [
          dayIn('Pacific/Auckland', all[350]?.at ?? ''),
          dayIn('Pacific/Auckland', all[200]?.at ?? ''),
        ]
        return [
          { from, to },
          ({ at }) => dayIn('Pacific/Auckland', at) >= from && dayIn('Pacific/Auckland', at) <= to,
        ]
      },
    ],
    ['a kind', () => [{ kind: 'allowance' }, ({ what }) => what === 'Monthly allowance']],
    ['a kind and an action', () => [{ kind: 'allowance', action: 'report.generate' }, () => false]],
    ['a label', () => [{ search: 'allowance exp' }, ({ what }) => what === 'Unused allowance expired']],
    ['the label of an action', () => [{ search: 'instant' }, (row) => row.action === 'valuation.instant']],
    ['part of the name of a member', () => [{ search: 'ess te' }, (row) => row.who === 'Tess Ter']],
    ['the product as the actor', () => [{ search: 'market trak' }, (row) => row.who === 'Market Trak']],
    ['a note', () => [{ search: '=cmd|' }, ({ note }) => note === '=cmd|calc']],
    ['a number', () => [{ search: '#150' }, ({ seq }) => seq === 150]],
    [
      'the beginning of an id',
      (all) => {
        const id = all[300]?.subject?.id.slice(0, 13) ?? ''
        return [{ search: id.toUpperCase() }, ({ subject }) => Boolean(subject?.id.startsWith(id))]
      },
    ],
    ['words that no entry has', () => [{ search: '100%' }, () => false]],
    [
      'a search, an action and a member',
      () => [
        { search: 'report', action: 'report.generate', memberId: ctx.userId },
        (row) => row.action === 'report.generate',
      ],
    ],
    [
      'an earlier cycle',
      (all) => {
        // What expires at the boundary belongs to the cycle that ends; the allowance starts the next one.
        const first = all.find(({ what }) => what === 'Monthly allowance')?.seq ?? 0
        return [{ cycle: cycles[1]?.start }, ({ seq }) => seq < first]
      },
    ],
    [
      'the current cycle and a kind',
      (all) => {
        const [now] = cycles
        const first = all.findLast(({ at }) => at >= (now?.start ?? ''))?.seq ?? 0
        return [{ cycle: now?.start, kind: 'spent' }, ({ seq, action }) => seq >= first && action !== null]
      },
    ],
    [
      'all three at once',
      (all) => {
        const from = dayIn('Pacific/Auckland', all[300]?.at ?? '')
        const filters: StatementFilters = { action: 'report.generate', memberId: ctx.userId, from }
        return [
          filters,
          (row) => row.action === 'report.generate' && dayIn('Pacific/Auckland', row.at) >= from,
        ]
      },
    ],
  ]
  it.each(narrowed)(
    'filtered by %s returns the same as a scan of all entries, in both directions',
    async (_, of) => {
      const all = await everything()
      const [filters, matches] = of(all)
      const expected = numbers(all.filter(matches))
      const { there, back } = await walk(filters)
      expect(numbers(there)).toEqual(expected)
      expect(numbers(back)).toEqual(expected)
    },
  )

  it('exports the same rows without formulas', async () => {
    const filters: StatementFilters = { memberId: ctx.userId }
    let text = ''
    for await (const piece of statementCsv(ctx, filters)) text += piece
    const [head, ...rows] = parse(text, { bom: true }) as string[][]
    expect(head?.[1]).toBe('Date (Pacific/Auckland)')
    const { there } = await walk(filters, 500)
    expect(rows.map((row) => [Number(row[0]), Number(row[5])])).toEqual(
      there.map(({ seq, amountCredits }) => [seq, amountCredits]),
    )
    expect(rows.find((row) => row[10])?.[10]).toBe("'=cmd|calc")
  })

  it('R35: records who exported it and how many rows', async () => {
    const sent = async (pieces: number) => {
      const file = statementCsv(ctx, {})
      for (let i = 0; i < pieces; i += 1) await file.next()
      await file.return(undefined)
      const [event] = await system()
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.workspaceId, ctx.workspaceId), eq(auditEvents.verb, 'export.statement')))
        .orderBy(desc(auditEvents.at))
        .limit(1)
      return event
    }
    expect(await sent(1)).toMatchObject({ actorId: ctx.userId, detail: { rows: 0, complete: false } })
    const whole = await sent(1_000)
    expect(whole).toMatchObject({ detail: { rows: (await everything()).length, complete: true } })
  })

  it('R35: excludes other workspaces', async () => {
    const { rows } = await getStatementPage(other, { limit: 1_000 })
    // Its charge, and the allowances and expirations of its cycles.
    expect(rows.filter((row) => row.action)).toHaveLength(1)
    expect((await getStatementPage(other, { filters: { memberId: ctx.userId } })).rows).toEqual([])
  })

  it('keeps its filters in the URL and ignores invalid ones', () => {
    const filters: StatementFilters = {
      action: 'feed.post',
      memberId: 7,
      from: '2026-01-31',
      to: '2026-02-28',
      kind: 'spent',
      cycle: '2026-02-01T08:00:00.000Z',
      search: '12 Elm & Oak #4',
    }
    expect(readStatementFilters(Object.fromEntries(new URLSearchParams(statementSearch(filters))))).toEqual(
      filters,
    )
    expect(readStatementFilters({ action: 'drop', member: 'x', from: '2026-02-30', to: ['a'] })).toEqual({})
    const wrong = { kind: 'all', cycle: 'now', q: '  ' }
    expect(readStatementFilters(wrong)).toEqual({})
    expect(readStatementFilters({ q: 'a'.repeat(101) })).toEqual({})
  })
})

describe('R24: usage', () => {
  it('by day, action, member and feature adds up to the charges of the cycle', async () => {
    const now = await getUsageBreakdown(ctx)
    const earlier = await getUsageBreakdown(ctx, now.cycles[1]?.start)
    expect(now.cycles).toMatchObject([{ current: true }, { current: false }])
    expect(now.total.times + earlier.total.times).toBe(600)
    for (const { total, byDay, byAction, byFeature } of [now, earlier]) {
      for (const sums of [byDay, byAction, byFeature]) {
        expect(sums.reduce((credits, sum) => credits + sum.credits, 0)).toBe(total.credits)
      }
    }
    expect(earlier.byAction.find((sum) => sum.action === 'valuation.instant')?.times).toBe(1)
    expect(now.byMember.map((sum) => sum.name)).toEqual(['Tess Ter', 'Market Trak'])
  })

  it('R24: of a selected day and action has the same sums as the entries', async () => {
    const { cycle, byDay } = await getUsageBreakdown(ctx)
    const [line] = byDay.filter(({ action }) => action === 'image.generate')
    const selection = { day: line?.day ?? '', action: 'image.generate' } as const
    const selected = await getSelectedUsage(ctx, cycle.start, selection)
    expect(selected.total).toEqual({ credits: line?.credits, times: line?.times })
    expect(selected.byAction.map(({ action }) => action)).toEqual(['image.generate'])
    expect(selected.byMember.map(({ name }) => name)).toEqual(['Market Trak'])
    expect(selected.byFeature.map(({ feature }) => feature)).toEqual(['Images'])
    const entries = await getStatementPage(ctx, {
      filters: { action: selection.action, from: selection.day, to: selection.day, cycle: cycle.start },
    })
    expect(entries.rows.reduce((sum, row) => sum - row.amountCredits, 0)).toBe(line?.credits)
    expect(await getSelectedUsage(other, cycle.start, selection)).toMatchObject({ total: { times: 0 } })
  })
})

describe('R24: a search in a long statement', () => {
  const LONG = 100_000
  let long: WorkspaceContext

  /** Charges without a name, and two for campaigns: one among the newest entries, one among the oldest. */
  beforeAll(async () => {
    const { workspaceId, userId } = await makeWorkspace({ allowance: 200_000 })
    long = { workspaceId, userId, role: 'owner' }
    await getStatementPage(long)
    await system().transaction(async (tx) => {
      // The chain of entries is not tested here, so skip the triggers while inserting.
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx.execute(sql`
        insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
          actor_id, action, units, rate_version, subject_kind, subject_id)
        select ${workspaceId}, a.seq + n, now() - interval '1 second' * (${LONG}::int - n), 1, -1, 0, 0, gen_random_uuid(), 0,
          0, 7, 1, 1, 5, gen_random_uuid()
        from credit_accounts a, generate_series(1, ${LONG}::int) n where a.workspace_id = ${workspaceId}`)
      await tx.execute(sql`
        insert into campaigns (workspace_id, id, name, list_name, subject, body, created_by)
        select workspace_id, subject_id, case when seq < 50000 then 'Garden party' else 'Open house' end, 'All', 'News', 'News',
          ${userId} from credit_entries where workspace_id = ${workspaceId} and seq in (100, ${LONG - 100}::int)`)
      await tx.execute(
        sql`update credit_accounts set seq = seq + ${LONG} where workspace_id = ${workspaceId}`,
      )
    })
  })

  it('examines a limited number of entries for one page, and the next page continues from there', async () => {
    const near = await getStatementPage(long, { filters: { search: 'open house' } })
    expect(near.rows.map(({ name }) => name)).toEqual(['Campaign: Open house'])
    const first = await getStatementPage(long, { filters: { search: 'garden party' } })
    expect(first.rows).toEqual([])
    expect(first.nextBefore).toBeGreaterThan(LONG / 3)
    const next = await getStatementPage(long, {
      filters: { search: 'garden party' },
      before: first.nextBefore ?? 0,
    })
    expect(numbers(next.rows)).toEqual([100])
  })

  it('reads entries by number, newest first, and stops at the page', async () => {
    const plan = await system().transaction(async (tx) => {
      const condition = entryMatches('garden party')
      const lines = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain select * from credit_entries
        where workspace_id = ${long.workspaceId} and seq between 1 and 50000 and (${condition}) order by seq desc limit 51`)
      return lines.map((line) => line['QUERY PLAN']).join('\n')
    })
    expect(plan).toMatch(/Index Scan Backward using credit_entries_workspace_id_seq_pk/)
    // A hashed plan would read the names of every workspace.
    expect(plan).not.toMatch(/hashed/)
  })

  it('a page without a search is read by number alone', async () => {
    const { rows } = await getStatementPage(long, { before: LONG / 2, withContinues: true })
    expect(numbers(rows)).toEqual(Array.from({ length: 50 }, (_, i) => LONG / 2 - 1 - i))
  })
})
