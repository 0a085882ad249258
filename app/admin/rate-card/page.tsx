import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { RateCardForm } from '@/components/operators/catalog/rate-card-form'
import { Instant } from '@/components/operators/instant'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { countOf, formatNumber } from '@/lib/core/text/format'
import { rateCardReach, rateCardVersions } from '@/lib/operators/catalog/rate-card-versions'
import { saveRateCard, withdrawRateCard } from '../catalog-actions'

export const metadata: Metadata = { title: 'Rate card' }

const states = {
  scheduled: { label: 'Scheduled', tone: 'warn' },
  'in-force': { label: 'Active', tone: 'good' },
  past: { label: 'Past', tone: 'neutral' },
} as const

export default async function RateCardPage() {
  await requireOperator()
  const [versions, reach] = await Promise.all([rateCardVersions(), rateCardReach()])
  const newest = versions.toSorted((a, b) => b.version - a.version)[0]
  return (
    <>
      <PageHeader
        title="Rate card"
        description="What each action costs. If a price changes while someone confirms, they’re asked to confirm again."
      />
      <div className="grid grid-cols-1 gap-6">
        {newest && (
          <Card aria-labelledby="new-title">
            <CardHeader id="new-title" title="New version" />
            <RateCardForm
              key={newest.version}
              action={saveRateCard}
              basedOn={newest.version}
              prices={newest.prices}
              used={reach.usedByAction}
            />
          </Card>
        )}
        <Card aria-labelledby="reach-title">
          <CardHeader id="reach-title" title="Who is affected" description="Usage in the last 30 days." />
          <ul className="grid gap-1 text-sm">
            {reach.workspacesByPlan.map(({ plan, workspaces }) => (
              <li key={plan}>
                {plan}: {countOf(workspaces, 'workspace')}
              </li>
            ))}
          </ul>
          <ul className="mt-3 grid gap-1 border-t border-line pt-3 text-sm">
            {reach.usedByAction.map((use) => (
              <li key={use.action}>
                {use.label}: used {countOf(use.times, 'time')} for {formatNumber(use.credits)} credits in{' '}
                {countOf(use.workspaces, 'workspace')}
              </li>
            ))}
          </ul>
        </Card>
        <Card aria-labelledby="versions-title">
          <CardHeader id="versions-title" title="Versions" />
          <ul className="divide-y divide-line text-sm">
            {versions.map((card) => (
              <li key={card.version} className="grid gap-1.5 py-4 first:pt-0 last:pb-0">
                <p className="font-medium">
                  Version {card.version} from <Instant at={card.effectiveAt} />{' '}
                  <Badge tone={states[card.state].tone}>{states[card.state].label}</Badge>
                </p>
                <p className="text-muted">
                  {card.note}
                  {card.by && ` (${card.by})`}
                </p>
                <ul>
                  {card.changes.map((change) => (
                    <li key={change.action}>
                      {change.label}: {change.before ?? 'not priced'} → {change.after}
                    </li>
                  ))}
                </ul>
                {card.state === 'scheduled' && (
                  <ActionForm
                    action={withdrawRateCard}
                    hidden={{ version: card.version }}
                    submit="Withdraw version"
                    submitLabel={`Withdraw version ${card.version}`}
                    size="sm"
                    variant="secondary"
                  />
                )}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  )
}
