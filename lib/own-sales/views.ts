import type { AreaUnit, saleFormats, saleImportStatuses, saleModelStatuses } from '@/db/schema/work/own-sales'
import type { Guess } from './reading/notation'
import type { RefusedRow } from './reading/parse-sales'
import type { SaleField } from './reading/sale-fields'

/** Plain data for the pages about an agency's own sales. Instants are ISO; days are ISO days. */

export type SaleModelStatus = (typeof saleModelStatuses)[number]
export type SaleImportStatus = (typeof saleImportStatuses)[number]

export type SaleSetRow = {
  id: string
  name: string
  currency: string
  areaUnit: AreaUnit
  salesCount: number
  /** Sales with coordinates, which valuations need. */
  placedCount: number
  from: string | null
  to: string | null
  modelStatus: SaleModelStatus
  modelNote: string | null
  medianErrorPercent: number | null
  testedMonth: string | null
  testedSales: number | null
  createdAt: string
}

export type SaleImportRow = {
  id: string
  fileName: string
  setName: string | null
  status: SaleImportStatus
  rows: number
  added: number
  unchanged: number
  refused: number
  createdAt: string
}

/** What would become of a file's rows. */
export type SalePreview = {
  rows: number
  /** Rows that are sales. */
  read: number
  refused: number
  /** The first of them. */
  refusedRows: RefusedRow[]
  /** The first sales as they would be stored. */
  sample: { soldOn: string; price: number; livingArea: number; area: string; hasPlace: boolean }[]
  placed: number
  areas: number
}

export type SaleImportView = Omit<SaleImportRow, 'setName'> & {
  format: (typeof saleFormats)[number]
  setId: string | null
  setName: string | null
  failure: string | null
  refusedRows: RefusedRow[]
  /** Of a draft: what the file has, and what we take it for. */
  columns: string[]
  guessed: SaleField[]
  guess: Guess | null
  cells: string[][]
}
