import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Sale } from '@/lib/sales/sale'

const count = z.coerce.number().nonnegative()

/** A row of the published file. Days are written as 2015-03-31 or 20150331T000000. */
const Row = z.object({
  id: z.string().min(1),
  date: z.string().transform((text, ctx) => {
    const day = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text)
    if (day) return `${day[1]}-${day[2]}-${day[3]}`
    ctx.addIssue({ code: 'custom', message: 'not a day' })
    return z.NEVER
  }),
  price: z.coerce.number().positive(),
  bedrooms: count,
  bathrooms: count,
  sqft_living: z.coerce.number().positive(),
  sqft_lot: z.coerce.number().positive(),
  floors: count,
  waterfront: count,
  view: count,
  condition: count,
  grade: count,
  sqft_basement: count,
  yr_built: count,
  yr_renovated: count,
  zipcode: z.string(),
  lat: z.coerce.number(),
  long: z.coerce.number(),
  sqft_living15: z.coerce.number().positive(),
  sqft_lot15: z.coerce.number().positive(),
})

/** Reads published sales, plain or gzipped. @throws Error that names the first invalid row. */
export function readSalesFile(path: string): Sale[] {
  const bytes = readFileSync(path)
  const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes
  const rows = parse(text, { columns: true, bom: true, skip_empty_lines: true }) as unknown[]
  return rows.map((row, i) => {
    const { success, data, error } = Row.safeParse(row)
    if (success) return saleOf(data, i)
    const [issue] = error.issues
    throw new Error(`${path}: sale ${i + 1}: ${issue?.path.join('.')}: ${issue?.message}`)
  })
}

function saleOf(row: z.infer<typeof Row>, i: number): Sale {
  return {
    id: i + 1,
    parcel: row.id.padStart(10, '0'),
    soldOn: row.date,
    priceUsd: row.price,
    zipCode: row.zipcode,
    latitude: row.lat,
    longitude: row.long,
    livingSqft: row.sqft_living,
    basementSqft: row.sqft_basement,
    lotSqft: row.sqft_lot,
    bedrooms: row.bedrooms,
    bathrooms: row.bathrooms,
    floors: row.floors,
    yearBuilt: row.yr_built,
    yearRenovated: row.yr_renovated,
    condition: row.condition,
    grade: row.grade,
    view: row.view,
    waterfront: row.waterfront > 0,
    nearLivingSqft: row.sqft_living15,
    nearLotSqft: row.sqft_lot15,
  }
}
