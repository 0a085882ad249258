import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import { addMonthsTo } from '@/lib/credits/decide/cycle'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { charge, grant, makeWorkspace } from '@/lib/credits/testing'
import { closeAnnouncer } from '@/lib/realtime/announce'
import { closeBalanceChanges, onBalanceChange } from './balance-changes'

setTestEnv()
afterAll(async () => {
  await closeBalanceChanges()
  await Promise.all([closeLanes(), closeReader(), closeAnnouncer()])
  await disconnect()
})

const SOON_MS = 1_500

/** A workspace whose cycle ends at this instant. */
async function endingAt(boundary: number) {
  const months = [1, 2, 3].find((count) => addMonthsTo(addMonthsTo(boundary, -count), count) === boundary)
  const { workspaceId } = await makeWorkspace({ allowance: 100 }, addMonthsTo(boundary, -(months ?? 1)))
  expect((await readAccount(workspaceId)).cycleEnd).toBe(boundary)
  return workspaceId
}

/** When the first event after an instant arrived, in this process's time. */
const firstEventAfter = (workspaceId: number, instant: number) =>
  new Promise<number>((resolve) => {
    const stop = onBalanceChange(workspaceId, () => {
      if (Date.now() < instant) return
      stop()
      resolve(Date.now())
    })
  })

const seqOf = async (workspaceId: number) => {
  const [row] = await system().execute<{ seq: number }>(
    sql`select seq from credit_accounts where workspace_id = ${workspaceId}`,
  )
  return row?.seq
}

describe('R25: onBalanceChange calls back within a second', () => {
  it('after a reset, although nothing is written until the page reads', async () => {
    const boundary = Date.now() + SOON_MS
    const workspaceId = await endingAt(boundary)
    await post(workspaceId, charge(40))
    const before = await seqOf(workspaceId)
    const heardAt = await firstEventAfter(workspaceId, boundary)
    expect(heardAt - boundary).toBeLessThan(1_000)
    expect(await seqOf(workspaceId)).toBe(before)
    expect(await readAccount(workspaceId)).toMatchObject({ allowanceLeft: 100, cycleStart: boundary })
  })

  it('when extra credits expire before the cycle ends', async () => {
    const { workspaceId } = await makeWorkspace({ allowance: 100 })
    await post(workspaceId, grant(50))
    const end = Date.now() + SOON_MS
    const at = new Date(end).toISOString()
    await system().execute(sql`update credit_lots set expires_at = ${at} where workspace_id = ${workspaceId}`)
    await system().execute(
      sql`update credit_accounts set next_lot_expiry = ${at} where workspace_id = ${workspaceId}`,
    )
    const heardAt = await firstEventAfter(workspaceId, end)
    expect(heardAt - end).toBeLessThan(1_000)
    expect(await readAccount(workspaceId)).toMatchObject({ extraLeft: 0, allowanceLeft: 100 })
  })

  it('when a plan ends earlier than it did when the page was opened', async () => {
    const { workspaceId } = await makeWorkspace({ allowance: 100 })
    await readAccount(workspaceId)
    const end = Date.now() + 2 * SOON_MS
    const heard = firstEventAfter(workspaceId, end)
    await post(workspaceId, { type: 'set-funding', allowance: 100, fundedUntil: null, spendUntil: end })
    expect((await heard) - end).toBeLessThan(1_000)
    expect(await post(workspaceId, charge(1))).toMatchObject({ ok: false, code: 'stopped' })
  })
})
