import { guessAudience } from '../columns/file-audience'
import { guessFields } from '../columns/guess-columns'
import { readContacts } from '../read-contacts'
import { readContactFile } from '../stored-table'

/** A file as a program exports it, and what a person would want from it. */
export type Shape = {
  /** The program and what is special about the file. */
  name: string
  file: string | Uint8Array
  fileName?: string
  /** The country of the workspace. */
  region?: string
  /** `email | first name | last name | phone | tags | consent date`; blank ends are left out. */
  contacts: string[]
  /** `email | reason` */
  optedOut?: string[]
  /** `line: reason` of rows that are neither. */
  refused?: string[]
  notes?: string[]
}

export type Outcome = Required<Pick<Shape, 'contacts' | 'optedOut' | 'refused' | 'notes'>>

/** Imports a file with the first guess, as a person who corrects nothing would. */
export async function importByGuess({ file, fileName = 'contacts.csv', region }: Shape): Promise<Outcome> {
  const table = await readContactFile(typeof file === 'string' ? new TextEncoder().encode(file) : file)
  const audience = guessAudience(fileName)
  const { found, optOuts, skipped, notes } = readContacts(table, guessFields(table.columns, table.rows), {
    latestConsent: new Date('2026-11-28T00:00:00Z'),
    region: region ?? null,
    everyone: audience === 'contacts' ? null : audience,
  })
  return {
    contacts: found.map(({ email, firstName, lastName, phone, tags, consentAt }) =>
      [email, firstName, lastName, phone, tags.join(', '), consentAt?.toISOString().slice(0, 10) ?? '']
        .join(' | ')
        .replace(/(?: \| )+$/, ''),
    ),
    optedOut: optOuts.flatMap(({ emails, reason }) => emails.map((email) => `${email} | ${reason}`)),
    refused: skipped
      .filter(({ outcome }) => outcome !== 'duplicate')
      .map(({ line, reason, value }) => `${line}: ${reason}${value ? ` (${value})` : ''}`),
    notes: notes.map(({ line, reason, value }) => `${line}: ${reason}${value ? ` (${value})` : ''}`),
  }
}

export const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n`

/** UTF-16 as Excel’s “Unicode text” and Windows tools write it. */
export function utf16(text: string, order: 'le' | 'be', withMark: boolean): Uint8Array {
  const bytes = Buffer.from((withMark ? '\uFEFF' : '') + text, 'utf16le')
  return order === 'be' ? bytes.swap16() : bytes
}

/** Windows-1252 for the letters of western Europe. */
export const cp1252 = (text: string): Uint8Array => Buffer.from(text, 'latin1')
