'use client'

import Link from 'next/link'
import { cn } from '@/components/ui/cn'

/** Credits of one kind, as the server wrote them. */
export type CreditPart = { term: string; amount: string; hint: string | null }

type CreditPartsProps = {
  parts: CreditPart[]
  /** The page that shows how they add up. */
  explainedBy: string | undefined
  className?: string
}

/** The kinds of credits in a balance. */
export function CreditParts({ parts, explainedBy, className }: CreditPartsProps) {
  return (
    <div className={cn('mt-4 border-t border-line pt-3 text-sm', className)}>
      <dl className="grid gap-x-8 gap-y-1 sm:grid-cols-2">
        {parts.map(({ term, amount, hint }) => (
          <div key={term} className="flex items-baseline justify-between gap-4">
            <dt>
              {term}
              {hint && <span className="text-xs text-muted"> · {hint}</span>}
            </dt>
            <dd className="font-medium whitespace-nowrap">{amount}</dd>
          </div>
        ))}
      </dl>
      {explainedBy && (
        <p className="mt-2 max-sm:mt-1 print:hidden">
          <Link
            href={explainedBy}
            className="font-medium text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
          >
            How your balance was calculated
          </Link>
        </p>
      )}
    </div>
  )
}
