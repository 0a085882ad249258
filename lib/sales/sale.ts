/** A home in the county records. Areas in square feet; degrees; 0 in `yearRenovated` is never. */
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

/** A recorded sale; `soldOn` is an ISO day. */
export type Sale = Home & {
  id: number
  parcel: string
  /** Only where the data has addresses. */
  address?: string
  soldOn: string
  priceUsd: number
}

/**
 * The fields of a sale that a report needs. In an agency's own data the price is in its currency and the living area in its
 * unit, whatever the names say; without a location both coordinates are null.
 */
export type SaleRow = Pick<
  Sale,
  'soldOn' | 'priceUsd' | 'livingSqft' | 'bedrooms' | 'bathrooms' | 'yearBuilt'
> & { latitude: number | null; longitude: number | null }

export const pricePerSqft = (sale: Pick<Sale, 'priceUsd' | 'livingSqft'>): number =>
  sale.priceUsd / sale.livingSqft

/** What a set of sales is, and a fingerprint for models trained on it. */
export type SalesSummary = { salesCount: number; from: string; to: string; fingerprint: string }
