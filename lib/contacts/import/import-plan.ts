import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { contactSuppressions, contacts } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { hashOfEmail } from '../address'
import { latestConsent } from '../consent'
import type { ImportField, ImportResult, LeftOutRow, SuppressionReason, TakenLines } from '../views'
import { type Fate, fatesOf } from './import-outcomes'
import { contactsIn, type FileContact, readFileRows } from './read-file'

/** What an import does, before it does it. */
export type ImportPlan = {
  rows: number
  /** The contacts to store or to leave as they are, by address. */
  found: FileContact[]
  fates: Map<string, Fate>
  leftOut: LeftOutRow[]
  unusedColumns: string[]
}

/**
 * What becomes of each row of a file under a mapping. An address that must not be emailed brings no contact: nobody who
 * opted out or was erased comes back with a file. The known contacts of the file are locked until the transaction ends.
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
  const { found, leftOut } = contactsIn(file, fields, await latestConsent(tx))
  const suppressed = await suppressionsOf(tx, workspaceId, found)
  const kept: FileContact[] = []
  for (const contact of found) {
    const why = suppressed.get(hashOfEmail(contact.email))
    if (why) leftOut.push({ line: contact.line, outcome: 'suppressed', reason: suppressedReasons[why] })
    else kept.push(contact)
  }
  // In one order, so that two imports of the same addresses wait for one another and never in a circle.
  kept.sort((a, b) => (a.email < b.email ? -1 : 1))
  return {
    rows: file.rows.length,
    found: kept,
    fates: fatesOf(kept, await lockKnown(tx, workspaceId, kept), rule),
    leftOut: leftOut.toSorted((a, b) => a.line - b.line),
    unusedColumns: file.columns.filter((_, i) => (fields[i] ?? 'ignore') === 'ignore'),
  }
}

/** Why each of these must not be emailed, by the hash of the address. */
async function suppressionsOf(tx: Queryable, workspaceId: number, found: readonly FileContact[]) {
  const hashes = JSON.stringify(found.map(({ email }) => hashOfEmail(email)))
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

/** The contacts there are already, as they stay until the import ends. */
function lockKnown(tx: Queryable, workspaceId: number, found: readonly FileContact[]) {
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

export function resultOf({ rows, fates, leftOut, unusedColumns }: ImportPlan): ImportResult {
  const fate = (which: Fate) => [...fates.values()].filter((one) => one === which).length
  const outcome = (which: LeftOutRow['outcome']) => leftOut.filter((row) => row.outcome === which).length
  const counts = {
    added: fate('added'),
    updated: fate('updated'),
    unchanged: fate('unchanged'),
    duplicates: outcome('duplicate'),
    refused: outcome('refused'),
    suppressed: outcome('suppressed'),
  }
  return { rows, counts, leftOut, unusedColumns }
}

export function linesOf({ found, fates }: ImportPlan): TakenLines {
  const lines: TakenLines = { added: [], updated: [], unchanged: [] }
  for (const { email, line } of found) lines[fates.get(email) ?? 'unchanged'].push(line)
  return lines
}
