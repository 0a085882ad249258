import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type postgres from 'postgres'
import { openPostgres } from '../connections/connection.ts'

const FILE = path.join(import.meta.dirname, 'king-county-sales.csv.gz')
const BATCH_ROWS = 5_000

/** Column of the table -> its type, and the column of the published file. */
const COLUMNS = [
  ['parcel', 'text', 'id'],
  ['sold_on', 'date', 'date'],
  ['price_usd', 'int4', 'price'],
  ['bedrooms', 'int2', 'bedrooms'],
  ['bathrooms', 'float8', 'bathrooms'],
  ['living_sqft', 'int4', 'sqft_living'],
  ['lot_sqft', 'int4', 'sqft_lot'],
  ['floors', 'float8', 'floors'],
  ['waterfront', 'int2', 'waterfront'],
  ['view', 'int2', 'view'],
  ['condition', 'int2', 'condition'],
  ['grade', 'int2', 'grade'],
  ['above_sqft', 'int4', 'sqft_above'],
  ['basement_sqft', 'int4', 'sqft_basement'],
  ['year_built', 'int2', 'yr_built'],
  ['year_renovated', 'int2', 'yr_renovated'],
  ['zip_code', 'text', 'zipcode'],
  ['latitude', 'float8', 'lat'],
  ['longitude', 'float8', 'long'],
  ['near_living_sqft', 'int4', 'sqft_living15'],
  ['near_lot_sqft', 'int4', 'sqft_lot15'],
] as const

/** Loads the bundled recorded sales once. Returns how many rows it added: 0 if they already exist. */
export async function seedRecordedSales(database: string | postgres.Sql): Promise<number> {
  if (typeof database !== 'string') return load(database)
  const client = openPostgres(database, { max: 1, prepare: false })
  try {
    return await load(client)
  } finally {
    await client.end({ timeout: 5 })
  }
}

async function load(client: postgres.Sql): Promise<number> {
  return client.begin(async (tx) => {
    // Two processes that start at the same time must not both find the table empty.
    await tx`select pg_advisory_xact_lock(7316002)`
    const [present] = await tx`select 1 from sales limit 1`
    if (present) return 0
    const rows = readRows()
    for (let from = 0; from < rows.length; from += BATCH_ROWS) {
      await insertRows(tx, rows.slice(from, from + BATCH_ROWS))
    }
    return rows.length
  })
}

function readRows(): Record<string, string>[] {
  const rows = parse(gunzipSync(readFileSync(FILE)), { columns: true }) as Record<string, string>[]
  for (const row of rows) {
    // The county's parcel numbers have ten digits; the published file lost their leading zeros.
    row.id = (row.id ?? '').padStart(10, '0')
    // Missing in one row of the published file. In every other row it is the living area without the basement.
    row.sqft_above ||= String(Number(row.sqft_living) - Number(row.sqft_basement))
  }
  return rows
}

/** One array per column: 21 parameters per batch instead of 21 per row. */
async function insertRows(tx: postgres.TransactionSql, rows: Record<string, string>[]): Promise<void> {
  const names = COLUMNS.map(([name]) => name).join(', ')
  const arrays = COLUMNS.map(([, type], i) => `$${i + 1}::text[]::${type}[]`).join(', ')
  const values = COLUMNS.map(([, , source]) => rows.map((row) => row[source] ?? ''))
  await tx.unsafe(`insert into sales (${names}) select * from unnest(${arrays})`, values)
}
