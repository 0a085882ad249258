import type { importStatuses, suppressionReasons } from '@/db/schema/work/contacts'

export type SuppressionReason = (typeof suppressionReasons)[number]
type ImportStatus = (typeof importStatuses)[number]

export type ContactRow = {
  id: string
  email: string
  name: string
  tags: string[]
  consentSource: string
  consentAt: string
  /** Why nothing is mailed to them; null: they are mailed. */
  suppressed: SuppressionReason | null
}

export type ContactView = ContactRow & {
  firstName: string
  lastName: string
  phone: string
  listIds: string[]
  createdAt: string
}

export type ListRow = { id: string; name: string; contacts: number; mailable: number }

export type SuppressionRow = {
  emailHash: string
  /** Null: somebody who was erased. */
  email: string | null
  reason: SuppressionReason
  at: string
}

/** A row of a file that brought no contact of its own. The value is kept only where it is not an address. */
export type LeftOutRow = {
  line: number
  /** `refused`: not a contact. `duplicate`: an earlier row has its address. `suppressed`: must not be emailed. */
  outcome: 'refused' | 'duplicate' | 'suppressed'
  reason: string
  value?: string
}

/** The lines of the rows that brought a contact. */
export type TakenLines = { added: number[]; updated: number[]; unchanged: number[] }

/** What becomes of the rows of a file: every row is in exactly one of these, so they add up to the rows read. */
export type ImportCounts = {
  added: number
  updated: number
  unchanged: number
  duplicates: number
  refused: number
  suppressed: number
}

export type ImportResult = {
  rows: number
  counts: ImportCounts
  leftOut: LeftOutRow[]
  /** Columns of the file that were not used. */
  unusedColumns: string[]
}

export type ImportView = ImportResult & {
  id: string
  fileName: string
  status: ImportStatus
  /** The file's head and its first rows, while it is open. */
  columns: string[]
  guessed: ImportField[]
  sample: string[][]
}

/** What a column of a file can be. */
export type ImportField =
  | 'ignore'
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'phone'
  | 'tags'
  | 'consentSource'
  | 'consentAt'
