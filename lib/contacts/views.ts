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
  /** Why the contact is suppressed; null if they receive emails. */
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
  /** Null for an erased contact. */
  email: string | null
  reason: SuppressionReason
  at: string
}

/** A row of a file that didn’t become a contact. The value is stored only if it isn’t an address. */
export type SkippedRow = {
  line: number
  /** `refused`: not a valid contact. `duplicate`: same address as an earlier row. `suppressed`: must not be emailed. */
  outcome: 'refused' | 'duplicate' | 'suppressed'
  reason: string
  value?: string
}

/** What was left out of a row that became a contact, or read differently. */
export type RowNote = { line: number; reason: string; value?: string }

/** The lines of the rows that became contacts, and notes about them. */
export type ImportedLines = { added: number[]; updated: number[]; unchanged: number[]; notes?: RowNote[] }

/** The outcomes of the rows of a file. Each row has exactly one outcome, so they add up to the rows read. */
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
  skipped: SkippedRow[]
  /** Notes about rows that became contacts. */
  notes: RowNote[]
  /** Columns of the file with values that were not used. */
  unusedColumns: string[]
}

export type ImportView = ImportResult & {
  id: string
  fileName: string
  status: ImportStatus
  /** The columns of the file while the import is open, each with its guess and different values of its first rows. */
  columns: string[]
  guessed: ImportField[]
  samples: string[][]
  /** The guess for everyone in the file, by its name. */
  everyone: FileAudience
}

/** Who a file lists: contacts, or people who may not be emailed and why. */
export type FileAudience = 'contacts' | 'unsubscribed' | 'bounced' | 'complained'

/** What a column of a file can be. */
export type ImportField =
  | 'ignore'
  | 'email'
  | 'firstName'
  | 'lastName'
  /** What Dutch programs keep apart from the last name, such as “van der”. */
  | 'lastNamePrefix'
  | 'fullName'
  | 'phone'
  | 'tags'
  | 'consentSource'
  | 'consentAt'
  | 'optOut'
