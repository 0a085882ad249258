import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importByGuess, type Outcome } from './testing/scorecard'

/** Files with the headers and quirks of real programs. All people are invented. */
const FIELD_FILES: Record<string, Partial<Outcome>> = {
  'addresses_hard.csv': {
    contacts: [
      'info@xn--bcher-kva.example | P0',
      'почта@xn--e1afmkfd.xn--p1ai | P1',
      'post@xn--e1afmkfd.xn--p1ai | P2',
      "o'brien@people.example | P3",
      'a&b@people.example | P4',
      'jane+sale@people.example | P5',
      'jane@people.example | P6',
      'jane.lee@people.example | P7',
      'jim@people.example | P8',
      'one@people.example | P9',
      'three@people.example | P10',
      'trailing@people.example | P11',
      'space@people.example | P12',
      'zero@people.example | P13',
      'nbsp@people.example | P14',
      'a@b.museum | P17',
    ],
    refused: [
      '17: Not an email address (x@localhost)',
      '18: Not an email address (user@[192.0.2.1])',
      '20: No email address',
      '21: No email address',
    ],
    notes: ['11: Only the first email address was imported', '12: Only the first email address was imported'],
  },
  'crm_name_last_first.csv': {
    contacts: [
      'john@people.example | John | Smith | 0400 000 000 | buyer',
      'anna@people.example |  | Anna & Pieter van der Berg',
      'trust@people.example |  | The Nguyen Family Trust',
    ],
  },
  'excel_de_sep_semicolon.csv': {
    contacts: ['j.mueller@leute.example | Jürgen | Müller-Weiß | +49 89 123456 |  | 2025-03-31'],
  },
  'google_contacts_2024.csv': {
    contacts: [
      'aisha@people.example | Aisha | Rahman | +60 12 345 6789 | buyers',
      'tom@acme.example | Tom | Baker | +44 20 7946 0000',
    ],
    notes: ['2: Only the first phone number was imported', '4: Only the first email address was imported'],
  },
  'hubspot_twelve_columns.csv': {
    contacts: ['ann@people.example | Ann | Lee'],
    optedOut: ['left@people.example | unsubscribed'],
  },
  'mailchimp_unsubscribed_members_export.csv': {
    optedOut: ['left@people.example | unsubscribed'],
  },
  'opt_in_status_columns.csv': {
    contacts: ['ann@people.example | Ann |  |  |  | 2024-05-01'],
    optedOut: ['lou@people.example | unsubscribed'],
  },
  'our_export_saved_again_by_excel_us.csv': {
    contacts: ['ann@people.example | Ann | Lee | +1 206 555 0100 | buyer, seller | 2025-03-31'],
    optedOut: ['left@people.example | unsubscribed'],
  },
  'outlook_classic_92_columns.csv': {
    contacts: ['ann.lee@people.example | Ann | Lee | +1 206 555 0100 | buyers, vip'],
    refused: ['4: An internal Exchange address, which only works inside that company'],
  },
  'salesforce_report.csv': {
    contacts: ['ann@people.example | Ann | Lee | +1 206 555 0100'],
    optedOut: ['left@people.example | unsubscribed'],
    refused: ['5: No email address', '6: No email address'],
  },
}

test.each(Object.entries(FIELD_FILES))(
  'R43: %s imports as a person would want, with the first guess',
  async (name, expected) => {
    const file = readFileSync(join(import.meta.dirname, 'testing/field', name))
    const region = name.startsWith('salesforce') ? 'US' : undefined
    const outcome = await importByGuess({
      name,
      file,
      fileName: name,
      ...(region && { region }),
      contacts: [],
    })
    expect(outcome).toEqual({ contacts: [], optedOut: [], refused: [], notes: [], ...expected })
  },
)
