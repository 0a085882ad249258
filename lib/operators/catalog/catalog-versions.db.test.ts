import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { packs, plans } from '@/db/schema'
import {
  getOfferedPlan,
  getPack,
  getPlan,
  listPackOffers,
  listPlanOffers,
} from '@/lib/billing/catalog/catalog'
import { ann, ben, ctx, resultOf, setUpOperators } from '../testing'
import { planVersions } from './catalog-versions'
import { schedulePack, withdrawPack } from './schedule-pack'
import { schedulePlan, withdrawPlan } from './schedule-plan'

setUpOperators()

describe('plans and packs', () => {
  const terms = { description: 'For a growing agency', monthlyPriceCents: 38_900, annualPriceCents: 389_000 }
  const starter = { description: 'To begin with', monthlyPriceCents: 5_900, annualPriceCents: 59_000 }

  it('R29, R36: new terms are offered; subscribers keep theirs', async () => {
    const key = resultOf(
      await schedulePlan(ann, { basedOn: 'scale', effectiveAt: null, ...terms, allowanceCredits: 7_000 }),
    )
    const offers = await listPlanOffers()
    expect(offers.filter((plan) => plan.name === 'Scale')).toEqual([
      expect.objectContaining({ key, allowanceCredits: 7_000 }),
    ])
    await expect(getOfferedPlan('scale')).rejects.toMatchObject({ code: 'plan.unknown' })
    expect(await getPlan('scale')).toMatchObject({ allowanceCredits: 6_000 })
    const scale = (await planVersions()).find(({ family }) => family === 'scale')
    expect(scale?.versions.map(({ state }) => state)).toEqual(['on-sale', 'replaced'])
    await expect(schedulePlan(ben, { basedOn: 'scale', effectiveAt: null, ...terms })).rejects.toMatchObject({
      code: 'plan.changed',
    })
  })

  it('R36: scheduled terms can be withdrawn; an active plan is only taken off sale', async () => {
    const effectiveAt = new Date(Date.now() + 3_600_000)
    const key = resultOf(
      await schedulePlan(ann, { basedOn: 'starter', effectiveAt, ...starter, allowanceCredits: 600 }),
    )
    expect((await getOfferedPlan('starter')).allowanceCredits).toBe(500)
    await withdrawPlan(ann, key)
    expect(await system().select().from(plans).where(eq(plans.key, key))).toEqual([])
    await withdrawPlan(ann, 'starter')
    expect((await listPlanOffers()).map(({ name }) => name)).not.toContain('Starter')
    expect(await getPlan('starter')).toMatchObject({ name: 'Starter' })
    await expect(withdrawPlan(ann, 'trial')).rejects.toMatchObject({ code: 'plan.trial' })
  })

  it('R29, R36: packs behave the same way', async () => {
    const key = resultOf(
      await schedulePack(ann, { basedOn: 'small', effectiveAt: null, credits: 120, priceCents: 1_700 }),
    )
    await expect(getPack('small')).rejects.toMatchObject({ code: 'pack.unknown' })
    expect(await getPack(key)).toMatchObject({ credits: 120, name: 'Small pack' })
    await withdrawPack(ann, key)
    expect((await listPackOffers(ctx)).map(({ name }) => name)).toEqual(['Medium pack', 'Large pack'])
    expect(await system().$count(packs)).toBe(4)
  })
})
