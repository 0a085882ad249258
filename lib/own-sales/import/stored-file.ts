import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { saleFormats } from '@/db/schema/work/own-sales'
import { readReso } from '../reading/read-reso'
import { decodeText, readCsv, type SalesTable } from '../reading/read-table'

/** The file of an import, compressed in its row until the import ends. */

type Format = (typeof saleFormats)[number]

/** Below the limit of requests. Larger exports are split; all parts can go into one data set. */
export const MOST_FILE_BYTES = 4_000_000

const packed = promisify(gzip)
const unpacked = promisify(gunzip)

export const packFile = async (text: string): Promise<Uint8Array> => packed(Buffer.from(text))

export const formatOf = (text: string): Format => (/^\s*[[{]/.test(text.slice(0, 1_000)) ? 'reso' : 'csv')

export const readSalesTable = (text: string, format: Format): SalesTable =>
  format === 'reso' ? readReso(text) : readCsv(text)

export async function unpackTable(content: Uint8Array, format: Format): Promise<SalesTable> {
  const bytes = await unpacked(content, { maxOutputLength: MOST_FILE_BYTES * 3 })
  return readSalesTable(bytes.toString('utf8'), format)
}

/** PostgreSQL text cannot contain NUL. */
export const textOfFile = (bytes: Uint8Array): string => decodeText(bytes).replaceAll('\u0000', '')
