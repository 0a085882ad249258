import Link from 'next/link'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { formatCredits } from '@/lib/core/text/format'

/** What a result cost, linked to its statement entry (R10). */
export function PaidLink({ paid }: { paid: { credits: number; entrySeq: number } | null }) {
  if (!paid) return null
  return (
    <Link
      // The statement lists entries before a number, so the next number puts this entry first.
      href={billingHref('statement', { query: { before: paid.entrySeq + 1 } })}
      className="font-medium text-brand-ink underline underline-offset-2 print:hidden"
    >
      Cost {formatCredits(paid.credits)}
    </Link>
  )
}
