import { RESTORE_DAYS } from '@/lib/paid-work/changes'
import { GRACE_DAYS } from '@/lib/workspaces/deletion/delete-workspace'
import { otherTables } from './other-tables'
import type { Kept, TableRule } from './rule'
import { workspaceTables } from './workspace-tables'

/** How long we keep everything (R45): the one table of periods. docs/data.md is generated from it. */
export const tables: Record<string, Pick<TableRule, 'kept'> & Partial<TableRule>> = {
  ...workspaceTables,
  ...otherTables,
}

export type WorkspaceTable = keyof typeof workspaceTables
export const workspaceRules: Record<WorkspaceTable, TableRule> = workspaceTables

/** Files that people or their programs sent, in storage or in a column. Pictures and PDFs are kept as long as their rows. */
export const filePeriods = [
  { what: 'Files of property feeds', days: 90, how: 'retention' },
  { what: 'Files of contacts that were not imported', days: 7, how: 'import-prune' },
  { what: 'Files of recorded sales that were not imported', days: 7, how: 'sales-sweep' },
  { what: 'Photos that no image uses', days: 7, how: 'photo-sweep' },
  { what: 'Everything of a deleted workspace', days: GRACE_DAYS, how: 'retention' },
  { what: 'Content of deleted reports, valuations and images', days: RESTORE_DAYS, how: 'retention' },
] as const

/** Days until the names and addresses of a campaign's recipients are removed. */
export const RECIPIENT_DAYS = 730
export const FEED_FILE_DAYS = filePeriods[0].days

/** What the job of lib/retention deletes by age, in the order of the table. */
export const agedTables = Object.entries(tables).flatMap(([table, { kept }]) =>
  'after' in kept ? [{ table, ...kept, ofWorkspace: table in workspaceTables }] : [],
)

const period = (days: number) =>
  days % 365 <= 2 && days >= 365 ? `${Math.floor(days / 365)} years` : `${days} days`

/** A rule in words, for docs/data.md. */
export function describePeriod(kept: Kept): string {
  if ('forever' in kept) return `Always. ${kept.forever}`
  if ('until' in kept) return `Until ${kept.until}.`
  if ('with' in kept) return `As long as its row of \`${kept.with}\`.`
  if ('by' in kept) {
    const when =
      kept.days === 0 ? (kept.what ?? '') : `${period(kept.days)}${kept.what ? ` ${kept.what}` : ''}`
    return `Until ${when}. Deleted by ${kept.by}.`
      .replace(/^Until (\d)/, '$1')
      .replace(/^Until after/, 'Until just after')
  }
  return `${period(kept.days)} after \`${kept.after}\`.`
}
