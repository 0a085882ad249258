'use client'

import { OffersLink } from '@/components/credits/offers-link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { PlanLabels, PlanLine } from './overview-labels'

type PlanGlanceProps = PlanLabels & {
  /** Plans, for those who can change the plan. */
  offers: { label: string; href: string; sheetHref: string } | null
  /** Lines about changes and charges; some stream in. */
  children: React.ReactNode
}

/** The plan in a few lines: its state, its price, the next charge and the last invoice. */
export function PlanGlance({ name, price, status, offers, children }: PlanGlanceProps) {
  return (
    <Card aria-labelledby="plan-title" className="max-sm:p-3">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id="plan-title" className="text-sm font-medium text-muted max-sm:sr-only">
            Plan
          </h2>
          <p className="font-serif text-2xl tracking-tight max-sm:text-xl max-sm:leading-tight">
            {name} <span className="font-sans text-sm tracking-normal text-muted">{price}</span>
          </p>
        </div>
        <Badge tone={status.tone}>{status.label}</Badge>
      </div>
      <dl className="mt-2 grid gap-1 text-sm max-sm:mt-1 max-sm:gap-0.5">{children}</dl>
      {offers && (
        <OffersLink
          href={offers.href}
          sheetHref={offers.sheetHref}
          variant="secondary"
          size="sm"
          className="mt-3 max-sm:hidden print:hidden"
        >
          {offers.label}
        </OffersLink>
      )}
    </Card>
  )
}

export function PlanLines({ lines }: { lines: PlanLine[] }) {
  return lines.map(({ term, text, href, isElsewhere }) => (
    <div key={term} className="flex justify-between gap-4">
      <dt className="text-muted">{term}</dt>
      <dd className="text-right font-medium">
        {href ? (
          <a
            href={href}
            {...(isElsewhere && { target: '_blank', rel: 'noreferrer' })}
            className="text-brand-ink underline decoration-brand/40 underline-offset-3 hover:decoration-current"
          >
            {text}
          </a>
        ) : (
          text
        )}
      </dd>
    </div>
  ))
}
