import { afterAll, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import { subscriptions } from '@/db/schema'
import { closeLanes } from '@/lib/credits/post'
import { writeHistory } from '@/lib/credits/read/history'
import { closeReader } from '@/lib/credits/read/read'
import { charge, makeWorkspace } from '@/lib/credits/testing'
import { setTestEnv } from '../testing.ts'
import { getCreditsOutlook } from './outlook.ts'

const DAY = 86_400_000

afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

/** A workspace that spent `perDay` credits on each of the last ten days. */
async function spender(allowance: number, perDay: number) {
  const began = Date.now() - 10 * DAY
  const { workspaceId, userId } = await makeWorkspace({ allowance }, began)
  const steps = Array.from({ length: 10 }, (_, i) => ({
    at: began + i * DAY + 60_000,
    command: charge(perDay),
  }))
  await writeHistory(workspaceId, steps)
  await system().insert(subscriptions).values({ workspaceId, planKey: 'growth', status: 'active' })
  return { workspaceId, userId, role: 'owner' as const }
}

it('R24: the forecast uses the spending of this workspace and offers packs that cover the shortage', async () => {
  setTestEnv()
  await seedCatalog(system())
  const frugal = await spender(2_000, 5)
  const busy = await spender(500, 30)

  const calm = await getCreditsOutlook(frugal)
  expect(calm).toMatchObject({ forecast: { kind: 'lasts' }, packs: null, ending: 'reset' })
  expect(calm.stillBuys.find(({ action }) => action === 'report.generate')?.units).toBe(
    Math.floor(1_950 / 20),
  )

  const short = await getCreditsOutlook(busy)
  expect(short).toMatchObject({ forecast: { kind: 'runs-out' } })
  const shortCredits = short.forecast.kind === 'runs-out' ? short.forecast.shortCredits : 0
  expect(short.packs?.credits).toBeGreaterThanOrEqual(shortCredits)
  // R16: unused credits expire with the cycle.
  expect(short.packs?.unusedCredits).toBe((short.packs?.credits ?? 0) - shortCredits)
  // Scheduled work counts too.
  const planned = await getCreditsOutlook(frugal, [{ at: Date.now() + 60_000, credits: 5_000 }])
  expect(planned).toMatchObject({ forecast: { kind: 'runs-out' }, scheduledCredits: 5_000 })
  // More than any combination of packs can cover.
  const huge = await getCreditsOutlook(frugal, [{ at: Date.now() + 60_000, credits: 90_000 }])
  expect(huge).toMatchObject({ forecast: { kind: 'runs-out' }, packs: null })
})
