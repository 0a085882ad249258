import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { users } from '@/db/schema'
import { explainBalance } from '@/lib/billing/statement/explain/explain-balance'
import { recordExport } from '@/lib/billing/statement/record-export'
import { makeSubscriber } from '@/lib/billing/testing'
import { post } from '@/lib/credits/post'
import { charge, hold } from '@/lib/credits/testing'
import { auditLog, exportLog } from '../operations/audit-log'
import { adjustment, ann, ben, ctx, setUpOperators } from '../testing'
import { requestAdjustment } from './adjust-credits'
import { findWorkspaces } from './find-workspaces'
import { asReader, explainWorkspaceBalance, viewWorkspace, workspaceFile } from './workspace-file'

setUpOperators()

describe('workspaces', () => {
  it('R36: findWorkspaces matches number, name and member email', async () => {
    const [owner] = await system().select().from(users).where(eq(users.id, ctx.userId))
    for (const search of [String(ctx.workspaceId), owner?.email ?? ''])
      expect((await findWorkspaces({ search, limit: 25 })).rows.map(({ id }) => id)).toEqual([
        ctx.workspaceId,
      ])
    expect((await findWorkspaces({ search: 'Test agency', limit: 25 })).rows.length).toBeGreaterThan(0)
    expect((await findWorkspaces({ search: '%', limit: 25 })).rows).toEqual([])
  })

  it('R36: findWorkspaces pages down and back up without a gap', async () => {
    for (let i = 0; i < 3; i++) await makeSubscriber('growth', 2_000)
    const all = (await findWorkspaces({ limit: 5 })).rows.map(({ id }) => id)
    const first = await findWorkspaces({ limit: 2 })
    const second = await findWorkspaces({ limit: 2, before: first.nextBefore ?? 0 })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(all.slice(0, 4))
    expect(first.previousAfter).toBeNull()
    const back = await findWorkspaces({ limit: 2, after: second.previousAfter ?? 0 })
    expect(back).toEqual(first)
  })

  it('R36: workspaceFile has the balance, lots and activity', async () => {
    await requestAdjustment(ann, adjustment())
    const file = await workspaceFile(ctx.workspaceId)
    expect(file).toMatchObject({ name: 'Test agency', summary: { extraLeft: 50 } })
    expect(file.lots).toHaveLength(1)
    expect(file.members).toHaveLength(1)
    expect(asReader(ctx.workspaceId).userId).toBe(0)
    await expect(workspaceFile(2_000_000_000)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('R36: viewWorkspace is recorded once, however often the page renders', async () => {
    await Promise.all(Array.from({ length: 4 }, () => viewWorkspace(ann, ctx.workspaceId)))
    await viewWorkspace(ben, ctx.workspaceId)
    const { rows: events } = await auditLog({ workspaceId: ctx.workspaceId, limit: 50 })
    expect(events.map(({ who, what }) => [who, what]).toSorted()).toEqual([
      ['ann@trak.test', 'viewed members and ledger'],
      ['ben@trak.test', 'viewed members and ledger'],
    ])
    expect(events[0]?.changes).toContainEqual({ name: 'members', before: null, after: '1' })
    await expect(viewWorkspace(ann, 2_000_000_000)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('R36: exportLog lists exports of one workspace or all', async () => {
    const { workspaceId, userId } = ctx
    await recordExport(system(), { workspaceId, userId, role: 'owner' }, 'contacts', { rows: 7 })
    const mine = { kind: 'contacts', workspaceId, rows: 7 }
    expect(await exportLog(workspaceId)).toMatchObject([mine])
    expect(await exportLog()).toContainEqual(expect.objectContaining(mine))
    expect(await exportLog(workspaceId + 1_000_000)).toEqual([])
  })

  it('R13, R36: workspaceFile shows what is left of each lot and its own open holds', async () => {
    await requestAdjustment(ann, adjustment({ credits: 30 }))
    await post(ctx.workspaceId, charge(2_010))
    await requestAdjustment(ann, adjustment({ credits: 25 }))
    await post(ctx.workspaceId, hold(5))
    const other = await makeSubscriber('growth', 2_000)
    await post(other.workspaceId, hold(7))
    const { lots, running } = await workspaceFile(ctx.workspaceId)
    // 10 credits of the first lot are spent and 5 are held.
    expect(lots.map(({ granted, left }) => [granted, left])).toEqual([
      [25, 25],
      [30, 15],
    ])
    expect(running).toMatchObject({
      count: 1,
      holds: [{ what: 'Generate a report', who: 'Market Trak', credits: 5, extraCredits: 5, rateVersion: 1 }],
    })
  })

  it('R24, R36: explainWorkspaceBalance matches what the workspace sees', async () => {
    await post(ctx.workspaceId, charge(20))
    await requestAdjustment(ann, adjustment({ credits: 30 }))
    await post(ctx.workspaceId, hold(15))
    const explanation = await explainWorkspaceBalance(ctx.workspaceId, null, 'UTC')
    const own = await explainBalance(ctx, explanation.at)
    expect(explanation).toEqual({ ...own, running: own.running.map((work) => ({ ...work, href: null })) })
    expect(own.running[0]?.href).toMatch(/^\/reports\//)
    const sum = explanation.changes.reduce(
      (credits, change) => credits + change.credits,
      explanation.openingCredits,
    )
    expect([sum, explanation.balanceCredits, explanation.availableCredits]).toEqual([2_010, 2_010, 1_995])
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    expect(await explainWorkspaceBalance(ctx.workspaceId, yesterday, 'UTC')).toMatchObject({
      cycle: null,
      balanceCredits: 0,
    })
  })
})
