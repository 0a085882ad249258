'use client'

import { resetWords } from '@/components/credits/credit-labels'
import { planNotice } from '@/components/credits/plan-notice'
import { LimitMeters, UsageBar } from '@/components/credits/usage-bar'
import { Badge } from '@/components/ui/badge'
import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatDate, formatNumber } from '@/lib/core/text/format'
import type { CreditsState } from '../credits-state'

/** The plan, the bar, the numbers behind it and the reset date: loading, failed and there look different. */
export function ProfileCredits({ credits, figuresId }: { credits: CreditsState; figuresId: string }) {
  if (credits.state === 'loading') {
    return (
      <SkeletonGroup label="Loading credits" className="grid gap-2.5">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-2 w-full rounded-full" />
        <Skeleton className="h-4 w-52" />
      </SkeletonGroup>
    )
  }
  if (credits.state === 'failed') {
    return (
      <p id={figuresId} role="alert" className="rounded-control bg-bad-soft px-3 py-2.5 text-sm text-bad-ink">
        Could not load credits.
      </p>
    )
  }
  const { summary } = credits
  const { plan } = summary
  const notice = planNotice(plan)
  return (
    <div className="grid gap-2.5">
      <p className="flex items-center justify-between gap-2 text-sm">
        <span className="text-muted">Plan</span>
        <Badge tone="brand">{plan.name}</Badge>
      </p>
      {summary.meters ? (
        <LimitMeters meters={summary.meters} id={figuresId} />
      ) : (
        <UsageBar usage={summary.usage} id={figuresId} />
      )}
      <p className="text-sm text-muted">{resetWords(summary)}</p>
      <Extras summary={summary} />
      {notice && <p className="text-sm text-bad-ink">{notice.text}</p>}
    </div>
  )
}

function Extras({ summary }: { summary: CreditsSummary }) {
  const { extraLeft, extraEndsAt, usage, timeZone } = summary
  const ending = extraEndsAt ? ` until ${formatDate(extraEndsAt, timeZone)}` : ''
  return (
    <>
      {extraLeft > 0 && (
        <p className="text-sm text-muted">
          {formatNumber(extraLeft)} of them extra credits{ending}
        </p>
      )}
      {usage.heldCredits > 0 && (
        <p className="text-sm text-muted">
          {formatNumber(usage.heldCredits)} held by running work, released if it fails
        </p>
      )}
    </>
  )
}
