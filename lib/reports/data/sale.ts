/** What a report needs to know of a sale. */
export type SaleRow = {
  soldOn: string
  priceUsd: number
  livingSqft: number
  bedrooms: number
  bathrooms: number
  yearBuilt: number
  latitude: number
  longitude: number
}

export const pricePerSqft = (sale: SaleRow): number => sale.priceUsd / sale.livingSqft
