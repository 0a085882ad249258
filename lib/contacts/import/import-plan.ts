import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { contactSuppressions, contacts } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { hashEmail } from '../address'
import { latestConsent } from '../consent'
import type { ImportedLines, ImportField, ImportResult, SkippedRow, SuppressionReason } from '../views'
import { type ContactOutcome, contactOutcomes } from './import-outcomes'
import { type FileContact, parseContacts, readFileRows } from './read-file'

/** The planned effect of an import. */
export type ImportPlan = {
  rows: number
  /** The contacts to store or to leave unchanged, sorted by address. */
  found: FileContact[]
  outcomes: Map<string, ContactOutcome>
  skipped: SkippedRow[]
  unusedColumns: string[]
}

/**
 * The outcome for each row of a file under a mapping. Suppressed addresses are skipped, so that a file can’t re-add people
 * who opted out or were erased. Existing contacts in the file are locked until the transaction ends.
 * @throws Refusal `mapping.no-email`
 */
export async function planImport(
  tx: Queryable,
  workspaceId: number,
  content: string,
  { column: fields, rule }: { column: readonly ImportField[]; rule: 'fill' | 'replace' },
): Promise<ImportPlan> {
  if (!fields.includes('email')) {
    throw new Refusal('mapping.no-email', 'Choose the column with the email address.')
  }
  const file = readFileRows(content)
  const { found, skipped } = parseContacts(file, fields, await latestConsent(tx))
  const suppressed = await suppressionsOf(tx, workspaceId, found)
  const allowed: FileContact[] = []
  for (const contact of found) {
    const why = suppressed.get(hashEmail(contact.email))
    if (why) skipped.push({ line: contact.line, outcome: 'suppressed', reason: suppressedReasons[why] })
    else allowed.push(contact)
  }
  // Sorted, so that two imports of the same addresses wait for each other and never deadlock.
  allowed.sort((a, b) => (a.email < b.email ? -1 : 1))
  return {
    rows: file.rows.length,
    found: allowed,
    outcomes: contactOutcomes(allowed, await lockExisting(tx, workspaceId, allowed), rule),
    skipped: skipped.toSorted((a, b) => a.line - b.line),
    unusedColumns: file.columns.filter((_, i) => (fields[i] ?? 'ignore') === 'ignore'),
  }
}

/** The suppression reasons of these contacts, by the hash of the address. */
async function suppressionsOf(tx: Queryable, workspaceId: number, found: readonly FileContact[]) {
  const hashes = JSON.stringify(found.map(({ email }) => hashEmail(email)))
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

export function resultOf({ rows, outcomes, skipped, unusedColumns }: ImportPlan): ImportResult {
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
  return { rows, counts, skipped, unusedColumns }
}

export function linesOf({ found, outcomes }: ImportPlan): ImportedLines {
  const lines: ImportedLines = { added: [], updated: [], unchanged: [] }
  for (const { email, line } of found) lines[outcomes.get(email) ?? 'unchanged'].push(line)
  return lines
}
