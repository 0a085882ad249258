import type { StatementKind } from '@/lib/billing/shared/statement-kinds'
import { type EntryKind, entryKinds } from '@/lib/credits/model'
import type { StatementEntry } from '@/lib/credits/read/read-entries'
import { type SubjectKind, subjectOfId } from '@/lib/credits/shared/actions'

/** The labels of entries, and what the statement's kinds mean in the ledger. Pure. */

const kindOfId = new Map<number, EntryKind>(
  (Object.keys(entryKinds) as EntryKind[]).map((kind) => [entryKinds[kind], kind]),
)

type Labeled = Pick<StatementEntry, 'kind' | 'subjectKind' | 'amount' | 'extraAmount'>

/** The label of entries that no action made; for summed entries, what they have in common. */
export function entryLabel(entry: Labeled): string {
  switch (kindOfId.get(entry.kind)) {
    case 'allowance':
      return entry.subjectKind === 0 || subjectOfId(entry.subjectKind) === 'cycle'
        ? 'Monthly allowance'
        : 'New plan allowance'
    case 'topUp':
      return subjectOfId(entry.subjectKind) === 'subscription'
        ? 'Plan change: prorated allowance'
        : 'Allowance added after payment'
    case 'expiry':
      return entry.extraAmount === entry.amount ? 'Unused extra credits expired' : 'Unused allowance expired'
    case 'pack':
      return 'Credits bought'
    case 'promotion':
      return 'Credits granted'
    case 'clawBack':
      return entry.amount > 0
        ? 'Credits restored after a failed refund or a won dispute'
        : 'Credits removed after a refund or dispute'
    case 'correction':
      return 'Correction'
    default:
      return 'Credits used'
  }
}

/** The ledger's entry kinds of each kind of the statement. */
export const entryKindsOf: Record<StatementKind, readonly number[]> = {
  spent: [entryKinds.charge, entryKinds.capture],
  allowance: [entryKinds.allowance, entryKinds.topUp],
  bought: [entryKinds.pack],
  granted: [entryKinds.promotion, entryKinds.correction],
  expired: [entryKinds.expiry],
  refunded: [entryKinds.clawBack],
}

/** The paths of the pages of each kind of subject. */
const SUBJECT_PATHS: Partial<Record<SubjectKind, string>> = {
  report: 'reports',
  image: 'images',
  valuation: 'valuations',
  campaign: 'campaigns',
}

export function hrefOf(kind: SubjectKind, id: string): string | null {
  const path = SUBJECT_PATHS[kind]
  return path ? `/${path}/${id}` : null
}
