import { afterAll, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import { closeLanes } from '@/lib/credits/post'
import { writeHistory } from '@/lib/credits/read/history'
import { closeReader } from '@/lib/credits/read/read'
import { charge, makeWorkspace } from '@/lib/credits/testing'
import { setTestEnv } from '../testing.ts'
import { creditsOutlook } from './outlook.ts'

const DAY = 86_400_000

afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
})

/** A workspace that spends `perDay` credits on each of the ten days behind it. */
async function spender(allowance: number, perDay: number) {
  const began = Date.now() - 10 * DAY
  const { workspaceId, userId } = await makeWorkspace({ allowance }, began)
  const steps = Array.from({ length: 10 }, (_, i) => ({
    at: began + i * DAY + 60_000,
    command: charge(perDay),
  }))
  await writeHistory(workspaceId, steps)
  return { workspaceId, userId, role: 'owner' as const }
}

it('R24: the forecast rests on what this workspace spent, and offers the packs that cover it', async () => {
  setTestEnv()
  await seedCatalog(system())
  const frugal = await spender(2_000, 5)
  const busy = await spender(500, 30)

  const calm = await creditsOutlook(frugal)
  expect(calm).toMatchObject({ forecast: { kind: 'lasts' }, packs: null, ending: 'reset' })
  expect(calm.stillBuys.find(({ action }) => action === 'report.generate')?.units).toBe(
    Math.floor(1_950 / 20),
  )

  const short = await creditsOutlook(busy)
  expect(short).toMatchObject({ forecast: { kind: 'runs-out' } })
  const shortCredits = short.forecast.kind === 'runs-out' ? short.forecast.shortCredits : 0
  expect(short.packs?.credits).toBeGreaterThanOrEqual(shortCredits)
  // R16: what is left over ends with the cycle.
  expect(short.packs?.unusedCredits).toBe((short.packs?.credits ?? 0) - shortCredits)
  // Work at a known time counts as well.
  const planned = await creditsOutlook(frugal, [{ at: Date.now() + 60_000, credits: 5_000 }])
  expect(planned).toMatchObject({ forecast: { kind: 'runs-out' }, scheduledCredits: 5_000 })
  // More than any order of packs can cover.
  const huge = await creditsOutlook(frugal, [{ at: Date.now() + 60_000, credits: 90_000 }])
  expect(huge).toMatchObject({ forecast: { kind: 'runs-out' }, packs: null })
})
