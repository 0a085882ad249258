import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { contactSuppressions, contacts, workspaces } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { countries } from '@/lib/core/text/places/countries'
import { hashEmail } from '../address'
import { latestConsent } from '../consent'
import type {
  FileAudience,
  ImportedLines,
  ImportField,
  ImportResult,
  RowNote,
  SkippedRow,
  SuppressionReason,
} from '../views'
import type { OptOut } from './cells/read-opt-out'
import { regionOfZone } from './cells/read-phone'
import { type ContactOutcome, contactOutcomes } from './import-outcomes'
import { type FileContact, optOutReasons, readContacts } from './read-contacts'
import { isBlankColumn, parseStoredTable } from './stored-table'

/** The planned effect of an import. */
export type ImportPlan = {
  rows: number
  /** The contacts to store or to leave unchanged, sorted by address. */
  found: FileContact[]
  outcomes: Map<string, ContactOutcome>
  /** Addresses that opted out in the other program and are to be suppressed here, sorted. */
  suppressions: { email: string; reason: OptOut }[]
  skipped: SkippedRow[]
  notes: RowNote[]
  unusedColumns: string[]
}

type Mapping = { column: readonly ImportField[]; rule: 'fill' | 'replace'; everyone: FileAudience }

/**
 * The outcome for each row of a file under a mapping. Suppressed addresses are skipped, so that a file can’t re-add people
 * who opted out or were erased. Existing contacts in the file are locked until the transaction ends.
 * @throws Refusal `mapping.no-email`
 */
export async function planImport(
  tx: Queryable,
  workspaceId: number,
  content: string,
  { column: fields, rule, everyone }: Mapping,
): Promise<ImportPlan> {
  if (!fields.includes('email')) {
    throw new Refusal('mapping.no-email', 'Choose the column with the email address.')
  }
  const file = parseStoredTable(content)
  const { found, optOuts, skipped, notes } = readContacts(file, fields, {
    latestConsent: await latestConsent(tx),
    region: await regionOf(tx, workspaceId),
    everyone: everyone === 'contacts' ? null : everyone,
  })
  const suppressed = await suppressionsOf(tx, workspaceId, [
    ...found.map(({ email }) => email),
    ...optOuts.flatMap(({ emails }) => emails),
  ])
  for (const line of file.erasedLines)
    skipped.push({ line, outcome: 'suppressed', reason: suppressedReasons.erased })
  const allowed: FileContact[] = []
  for (const contact of found) {
    const why = suppressed.get(hashEmail(contact.email))
    if (why) skipped.push({ line: contact.line, outcome: 'suppressed', reason: suppressedReasons[why] })
    else allowed.push(contact)
  }
  const suppressions: ImportPlan['suppressions'] = []
  for (const { line, emails, reason, value } of optOuts) {
    const isErased = suppressed.get(hashEmail(emails[0] ?? '')) === 'erased'
    skipped.push({
      line,
      outcome: 'suppressed',
      ...(isErased ? { reason: suppressedReasons.erased } : { reason: optOutReasons[reason], value }),
    })
    for (const email of emails) {
      const known = suppressed.get(hashEmail(email))
      if (known !== 'erased' && known !== reason) suppressions.push({ email, reason })
    }
  }
  // Sorted, so that two imports of the same addresses wait for each other and never deadlock.
  allowed.sort(byEmail)
  suppressions.sort(byEmail)
  const lines = new Set(allowed.map(({ line }) => line))
  return {
    rows: file.rows.length + file.erasedLines.length,
    found: allowed,
    outcomes: contactOutcomes(allowed, await lockExisting(tx, workspaceId, allowed), rule),
    suppressions,
    skipped: skipped.toSorted((a, b) => a.line - b.line),
    notes: notes.filter(({ line }) => lines.has(line)),
    unusedColumns: file.columns.filter(
      (_, i) => (fields[i] ?? 'ignore') === 'ignore' && !isBlankColumn(file, i),
    ),
  }
}

const byEmail = (a: { email: string }, b: { email: string }) => (a.email < b.email ? -1 : 1)

/** The country of phone numbers without a country code: that of the workspace’s time zone. */
async function regionOf(tx: Queryable, workspaceId: number): Promise<string | null> {
  const [row] = await tx
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId))
  return row ? regionOfZone(row.timeZone, countries) : null
}

/** The suppression reasons of these addresses, by the hash of the address. */
async function suppressionsOf(tx: Queryable, workspaceId: number, emails: readonly string[]) {
  const hashes = JSON.stringify(emails.map(hashEmail))
  const rows = await tx
    .select({ hash: contactSuppressions.emailHash, reason: contactSuppressions.reason })
    .from(contactSuppressions)
    .where(
      and(
        eq(contactSuppressions.workspaceId, workspaceId),
        sql`${contactSuppressions.emailHash} in (select jsonb_array_elements_text(${hashes}::jsonb))`,
      ),
    )
  return new Map(rows.map(({ hash, reason }) => [hash, reason]))
}

/** Reads the existing contacts and locks them until the import ends. */
function lockExisting(tx: Queryable, workspaceId: number, found: readonly FileContact[]) {
  const emails = JSON.stringify(found.map(({ email }) => email))
  return tx
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, workspaceId),
        sql`${contacts.email} in (select jsonb_array_elements_text(${emails}::jsonb))`,
      ),
    )
    .orderBy(contacts.email)
    .for('update')
}

const suppressedReasons: Record<SuppressionReason, string> = {
  unsubscribed: 'Unsubscribed earlier',
  bounced: 'An earlier email bounced',
  complained: 'Marked an earlier email as spam',
  blocked: 'Blocked by your team',
  erased: 'Asked to be erased',
}

export function resultOf({ rows, outcomes, skipped, notes, unusedColumns }: ImportPlan): ImportResult {
  const imported = (which: ContactOutcome) => [...outcomes.values()].filter((one) => one === which).length
  const notImported = (which: SkippedRow['outcome']) => skipped.filter((row) => row.outcome === which).length
  const counts = {
    added: imported('added'),
    updated: imported('updated'),
    unchanged: imported('unchanged'),
    duplicates: notImported('duplicate'),
    refused: notImported('refused'),
    suppressed: notImported('suppressed'),
  }
  return { rows, counts, skipped, notes, unusedColumns }
}

export function linesOf({ found, outcomes, notes }: ImportPlan): ImportedLines {
  const lines = { added: [], updated: [], unchanged: [] } as Record<ContactOutcome, number[]>
  for (const { email, line } of found) lines[outcomes.get(email) ?? 'unchanged'].push(line)
  return { ...lines, notes }
}
