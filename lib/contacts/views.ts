import type { importStatuses, suppressionReasons } from '@/db/schema/contacts'

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

export type ContactPage = { rows: ContactRow[]; nextBefore: string | null }

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

/** Why a row of a file was not taken. The value is kept only where it is no address. */
export type BadRow = { line: number; reason: string; value?: string }

export type ImportView = {
  id: string
  fileName: string
  status: ImportStatus
  rows: number
  added: number
  merged: number
  badRows: BadRow[]
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
