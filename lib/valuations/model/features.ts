import type { Home } from '@/lib/sales/sale'
import type { Evidence, Nearby } from './evidence.ts'

/** What the trees see of a home: itself, where it is, and what the sales nearby say. The order is the artefact's. */
export function featuresOf(home: Home, evidence: Evidence): number[] {
  const { nearby, likeness, premium, spread, alike } = evidence
  const { latitude, longitude, livingSqft, lotSqft, yearBuilt, yearRenovated } = home
  return [
    Math.log(livingSqft),
    Math.log(lotSqft),
    home.basementSqft / livingSqft,
    home.bedrooms,
    home.bathrooms,
    home.floors,
    yearBuilt,
    yearRenovated > 0 ? yearRenovated : yearBuilt,
    home.condition,
    home.grade,
    home.view,
    home.waterfront ? 1 : 0,
    latitude,
    longitude,
    // Shores and ridges run aslant; a degree of longitude is two thirds of one of latitude here.
    latitude + longitude * 0.67,
    latitude - longitude * 0.67,
    Math.log(home.nearLivingSqft),
    Math.log(home.nearLotSqft),
    livingSqft / home.nearLivingSqft,
    likeness,
    premium,
    meanPremium(nearby, 4),
    meanPremium(nearby, 12),
    meanPremium(nearby, 35),
    spread,
    alike,
    nearby[0]?.km ?? 30,
    nearby[9]?.km ?? 30,
  ]
}

/** Of the nearest few, near ones more. */
function meanPremium(nearby: readonly Nearby[], count: number): number {
  let weights = 0
  let sum = 0
  for (const { km, sale } of nearby.slice(0, count)) {
    weights += 1 / (km + 0.1)
    sum += sale.premium / (km + 0.1)
  }
  return weights === 0 ? 0 : sum / weights
}
