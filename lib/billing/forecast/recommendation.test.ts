import { describe, expect, it } from 'vitest'
import type { CreditsOutlook, PackOrder, UpgradeOption } from '../views'
import { daysWithoutCredits, needsOffer, recommend } from './recommendation'

const END = '2026-12-21T09:00:00.000Z'
const ZONE = 'UTC'

const runsOut = (on: string, ending: CreditsOutlook['ending'] = 'reset') => ({
  forecast: { kind: 'runs-out', on, earliest: on, latest: null, shortCredits: 300 } as const,
  ending,
  endsAt: END,
})
const packsFor = (priceCents: number) => ({ priceCents, credits: 500 }) as PackOrder
const upgradeFor = (chargeCents: number, isEnough = true) => ({ chargeCents, isEnough }) as UpgradeOption

describe('R24: the recommendation is the cheapest way to cover the shortage', () => {
  it.each([
    [6_000, 9_900, 'packs'],
    [6_000, 5_999, 'upgrade'],
    [6_000, 6_000, 'packs'],
    [6_000, 0, 'upgrade'],
  ])('with packs for %i cents and an upgrade for %i cents it is %s', (packs, upgrade, way) => {
    const found = recommend({
      outlook: runsOut('2026-12-10'),
      timeZone: ZONE,
      packs: packsFor(packs),
      upgrade: upgradeFor(upgrade),
    })
    expect(found.way).toBe(way)
    expect(Reflect.get(found, 'instead')).not.toBeNull()
  })

  it('an upgrade that covers only part of it is not recommended, however cheap', () => {
    const outlook = runsOut('2026-12-10')
    const part = upgradeFor(100, false)
    expect(recommend({ outlook, timeZone: ZONE, packs: packsFor(6_000), upgrade: part })).toMatchObject({
      way: 'packs',
      instead: null,
    })
    expect(recommend({ outlook, timeZone: ZONE, packs: null, upgrade: part })).toEqual({ way: 'compare' })
  })

  it('with only one option it is that one', () => {
    const outlook = runsOut('2026-12-10')
    expect(recommend({ outlook, timeZone: ZONE, packs: packsFor(6_000), upgrade: null }).way).toBe('packs')
    expect(recommend({ outlook, timeZone: ZONE, packs: null, upgrade: upgradeFor(9_900) }).way).toBe(
      'upgrade',
    )
    expect(recommend({ outlook, timeZone: ZONE, packs: null, upgrade: null })).toEqual({ way: 'compare' })
  })
})

describe('R24: waiting is recommended only while it is short', () => {
  it.each([
    ['2026-12-21', 'wait'],
    ['2026-12-20', 'wait'],
    ['2026-12-19', 'packs'],
    ['2026-12-01', 'packs'],
  ])('credits that run out on %s, with a reset on Dec 21: %s', (on, way) => {
    const outlook = runsOut(on)
    expect(recommend({ outlook, timeZone: ZONE, packs: packsFor(6_000), upgrade: null }).way).toBe(way)
    expect(needsOffer(outlook, ZONE)).toBe(way !== 'wait')
  })

  it('not for the end of a trial or plan, after which there is no reset', () => {
    const outlook = runsOut('2026-12-21', 'plan')
    expect(recommend({ outlook, timeZone: ZONE, packs: null, upgrade: upgradeFor(4_900) }).way).toBe(
      'upgrade',
    )
  })
})

it('R24: nothing is recommended when the credits last, or when there is no pace yet', () => {
  const lasts = {
    forecast: { kind: 'lasts', leftAtEnd: { expected: 9, low: 1, high: 20 }, mayRunOutOn: null } as const,
    ending: 'reset' as const,
    endsAt: END,
  }
  const early = { ...lasts, forecast: { kind: 'too-early' } as const }
  const options = { packs: packsFor(1_500), upgrade: upgradeFor(100) }
  expect(recommend({ outlook: lasts, timeZone: ZONE, ...options })).toEqual({ way: 'none', because: 'lasts' })
  expect(recommend({ outlook: early, timeZone: ZONE, ...options })).toEqual({
    way: 'none',
    because: 'no-pace',
  })
  expect(daysWithoutCredits(lasts, ZONE)).toBeNull()
  expect(needsOffer(early, ZONE)).toBe(false)
})

it('R24: days are counted in the time zone of the workspace', () => {
  // The reset is on the evening of Dec 20 in Seattle.
  const outlook = { ...runsOut('2026-12-19'), endsAt: '2026-12-21T05:00:00.000Z' }
  expect(daysWithoutCredits(outlook, 'America/Los_Angeles')).toBe(1)
  expect(daysWithoutCredits(outlook, 'UTC')).toBe(2)
})
