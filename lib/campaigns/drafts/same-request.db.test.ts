import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDirect, system } from '@/db/client'
import { campaigns, creditHolds } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { holdStates } from '@/lib/credits/model'
import { closeConnections } from '@/local/test/connections'
import { agency, balance, confirmation, draftTo, listOf, prepareCampaignPrices } from '../testing'
import { confirmCampaign } from './confirm-campaign'

setTestEnv()
const others = connectDirect({ max: 1 })
beforeAll(prepareCampaignPrices)
afterAll(async () => {
  await others.end({ timeout: 5 })
  await closeConnections()
})

const holdsOf = (workspaceId: number) =>
  system().select().from(creditHolds).where(eq(creditHolds.workspaceId, workspaceId))

test('R12, R13: a request sent again for an edited draft does not use the credits that the first one gives back', async () => {
  const ctx = await agency('credits', 100)
  const id = await draftTo(ctx, await listOf(ctx, 15))
  const first = await confirmation(ctx, id, 15)

  // The first is refused, because the draft changes while it holds the credits.
  let refused: Promise<unknown> = Promise.resolve()
  await others.begin(async (editing) => {
    await editing`select 1 from campaigns where id = ${id} and workspace_id = ${ctx.workspaceId} for update`
    refused = code(confirmCampaign(ctx, first))
    await expect.poll(() => holdsOf(ctx.workspaceId), { message: 'held credits' }).toHaveLength(1)
    await editing`update campaigns set subject = 'Another subject'
      where id = ${id} and workspace_id = ${ctx.workspaceId}`
  })

  // The ledger is busy before they are given back, and the same request arrives for the edited draft.
  let sent: Promise<unknown> = Promise.resolve()
  await others.begin(async (busy) => {
    await busy`select 1 from credit_accounts where workspace_id = ${ctx.workspaceId} for update`
    const { version } = await confirmation(ctx, id, 15)
    sent = confirmCampaign(ctx, { ...first, version })
    await pause(200)
  })
  await Promise.all([refused, sent])

  const [campaign] = await system().select().from(campaigns).where(eq(campaigns.id, id))
  const used = (await holdsOf(ctx.workspaceId)).find((hold) => hold.id === campaign?.holdId)
  expect(campaign?.status).toBe('queued')
  expect(used?.state).toBe(holdStates.open)
  expect(await balance(ctx)).toMatchObject({ left: 94, held: 6 })
})
