'use client'

import Link from 'next/link'
import { UsageBar } from '@/components/credits/usage-bar'
import { Card, CardHeader } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { Usage } from '@/lib/credits/shared/usage'
import { LiveNumber } from './live-number'

/** Credits of one kind, as the server wrote them. */
export type CreditPart = { term: string; amount: string; hint: string | null }

export type CreditPartsProps = {
  parts: CreditPart[]
  /** The page that shows how they add up. */
  explainedBy: string | undefined
  className?: string
}

type Figures = {
  usage: Usage
  /** "credits left". */
  unit: string
  hasBar: boolean
  parts: CreditPartsProps
}

type BalanceViewProps = {
  title: string
  description: string
  action: React.ReactNode
  /** On the billing page, where a phone has one screen for everything. */
  isOverview: boolean
  /** Null for a plan with limits, whose meters are the children. */
  figures: Figures | null
  children?: React.ReactNode
}

/** The card of the balance, with data from the server. */
export function BalanceView({ title, description, action, isOverview, figures, children }: BalanceViewProps) {
  return (
    <Card aria-labelledby="balance-title" className={cn(isOverview && 'max-sm:p-3')}>
      <CardHeader
        id="balance-title"
        title={title}
        description={description}
        action={action}
        // A phone has one screen for all of it, and the number says what it is.
        className={cn(isOverview && 'max-sm:mb-0 max-sm:[&_h2]:sr-only')}
      />
      {figures ? (
        <BalanceFigures {...figures} isOverview={isOverview}>
          {children}
        </BalanceFigures>
      ) : (
        children
      )}
    </Card>
  )
}

type BalanceFiguresProps = Figures & Pick<BalanceViewProps, 'isOverview' | 'children'>

/** The credits that are left, the share that is used, and the parts of the balance. */
function BalanceFigures({ usage, unit, hasBar, isOverview, parts, children }: BalanceFiguresProps) {
  return (
    <>
      <p className={cn('mb-3 flex items-baseline gap-2', isOverview && 'max-sm:mb-1')}>
        <span className={cn('font-serif text-5xl tracking-tight', isOverview && 'max-sm:text-4xl')}>
          <LiveNumber value={usage.leftCredits} />
        </span>
        <span className="text-muted">{unit}</span>
      </p>
      {hasBar && <UsageBar usage={usage} size="lg" />}
      {children}
      <CreditParts {...parts} />
    </>
  )
}

/** The kinds of credits in a balance. */
function CreditParts({ parts, explainedBy, className }: CreditPartsProps) {
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
