import { asc, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { sales } from '@/db/schema'

export type Place = { latitude: number; longitude: number }

/** Where homes were sold in a zip code, each place once: the dots that a person finds their way by. */
export async function placesIn(zipCode: string): Promise<Place[]> {
  return system()
    .selectDistinct({ latitude: sales.latitude, longitude: sales.longitude })
    .from(sales)
    .where(eq(sales.zipCode, zipCode))
    .orderBy(asc(sales.latitude), asc(sales.longitude))
}
