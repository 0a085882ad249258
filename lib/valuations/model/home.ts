/** What the model knows of a home. Areas in square feet; degrees; 0 in `yearRenovated` is never. */
export type Home = {
  zipCode: string
  latitude: number
  longitude: number
  livingSqft: number
  basementSqft: number
  lotSqft: number
  bedrooms: number
  bathrooms: number
  floors: number
  yearBuilt: number
  yearRenovated: number
  /** 1 poor to 5 very good, for its age. */
  condition: number
  /** 1 to 13 by King County's scale of construction and design; 7 is average. */
  grade: number
  /** 0 none to 4 excellent. */
  view: number
  waterfront: boolean
  /** Mean of the 15 nearest houses. */
  nearLivingSqft: number
  nearLotSqft: number
}

export type Sale = Home & { id: number; parcel: string; soldOn: string; priceUsd: number }

const DAY_MS = 86_400_000
/** Whole days since 1970, so that days can be counted with. */
export const dayNumber = (day: string): number => Math.round(Date.parse(day) / DAY_MS)
