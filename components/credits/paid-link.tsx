import Link from 'next/link'
import { formatCredits } from '@/lib/core/text/format'

/** What a result cost, as a link to the entry that says so (R10). */
export function PaidLink({ paid }: { paid: { credits: number; entrySeq: number } | null }) {
  if (!paid) return null
  return (
    <Link
      // The statement shows what is older than a number: the next one makes this entry the first of the page.
      href={`/workspace-settings?tab=billing&before=${paid.entrySeq + 1}#statement`}
      className="font-medium text-brand-ink underline underline-offset-2 print:hidden"
    >
      Cost {formatCredits(paid.credits)}
    </Link>
  )
}
