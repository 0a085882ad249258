'use client'

import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { billingHref } from '@/lib/billing/shared/billing-address'

const quietLink =
  'font-medium text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current'

type UsageGlanceProps = {
  /** Three figures of usage, as the server wrote them. */
  figures: { term: string; amount: string }[]
  /** What the balance covers, in one line. */
  covers: string
}

/** What was used lately, and what the rest is enough for. */
export function UsageGlance({ figures, covers }: UsageGlanceProps) {
  return (
    <Card aria-labelledby="usage-glance-title" className="min-h-44 max-sm:min-h-28 max-sm:p-3 print:min-h-0">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="usage-glance-title" className="text-sm font-medium text-muted max-sm:sr-only">
          Credits used
        </h2>
        <Link href={billingHref('usage')} className={`${quietLink} text-sm max-sm:hidden print:hidden`}>
          See usage
        </Link>
      </div>
      <dl className="mt-2 grid grid-cols-3 gap-3 max-sm:mt-0">
        {figures.map(({ term, amount }) => (
          <div key={term} className="flex flex-col-reverse">
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="font-serif text-2xl tracking-tight max-sm:text-xl">{amount}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 border-t border-line pt-3 text-sm text-muted max-sm:mt-1.5 max-sm:pt-1.5">
        {covers}{' '}
        <Link href="/help/credits#rates" className={`${quietLink} print:hidden`}>
          Cost per action
        </Link>
      </p>
    </Card>
  )
}
