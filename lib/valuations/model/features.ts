import type { Home } from '@/lib/sales/sale'
import type { Evidence, Nearby } from './evidence.ts'

/** The features of a home for the trees: its own, its location's, and those of nearby sales. Stored models depend on the order. */
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
    // Shores and ridges run diagonally. A degree of longitude here is two thirds of a degree of latitude.
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
    evidence.ownGap,
    evidence.ownDays,
  ]
}

/** The average of the nearest few, weighted by distance. */
function meanPremium(nearby: readonly Nearby[], count: number): number {
  let weights = 0
  let sum = 0
  for (const { km, sale } of nearby.slice(0, count)) {
    weights += 1 / (km + 0.1)
    sum += sale.premium / (km + 0.1)
  }
  return weights === 0 ? 0 : sum / weights
}
