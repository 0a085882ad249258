import { ChartColumn } from 'lucide-react'
import { TableTwin } from '@/components/reports/charts/data-table'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { UsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import { countOf, formatCredits, formatDate, formatNumber } from '@/lib/core/text/format'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { CycleSelect } from '../statement/cycle-select'
import { UsageChartWhenSeen } from './usage-chart-when-seen'
import { type UsageChartData, usageChartData, usageChartLabel } from './usage-data'
import { UsageDrawing } from './usage-drawing'
import { UsageShares } from './usage-shares'

type UsageCardProps = {
  usage: UsageBreakdown
  timeZone: string
  asOf: string
  /** Only on a trial, which has a single cycle (R4). */
  trialEndsAt?: string | null
  /** The statement filtered by a member. */
  memberHref: (memberId: number) => string
  actionHref: (action: ActionKey) => string
}

/** Credits used in a cycle by day, action, member and feature (R24). */
export function UsageCard(props: UsageCardProps) {
  const { usage, timeZone, asOf, trialEndsAt, memberHref, actionHref } = props
  const { cycle, cycles, total } = usage
  return (
    <Card id="usage" aria-labelledby="usage-title">
      <CardHeader
        id="usage-title"
        title="Credit usage"
        description={`${formatCredits(total.credits)} in ${countOf(total.times, 'action')}`}
        action={
          trialEndsAt && cycles.length === 1 ? (
            <p className="text-sm text-muted">{trialLabel(cycle.start, trialEndsAt, timeZone)}</p>
          ) : (
            <CycleSelect cycles={cycles} shown={cycle} timeZone={timeZone} />
          )
        }
      />
      {total.times === 0 ? (
        <EmptyState
          icon={ChartColumn}
          title={trialEndsAt ? 'No usage in this trial yet' : 'No usage in this cycle'}
        >
          Usage by day, action and member will appear here.
        </EmptyState>
      ) : (
        <Used usage={usage} data={usageChartData(usage, timeZone, asOf)} links={{ memberHref, actionHref }} />
      )}
    </Card>
  )
}

/** "Trial: Nov 28, 2026 – Dec 12, 2026". */
const trialLabel = (start: string, end: string, timeZone: string) =>
  `Trial: ${formatDate(start, timeZone)} – ${formatDate(end, timeZone)}`

type UsedProps = {
  usage: UsageBreakdown
  data: UsageChartData
  links: Pick<UsageCardProps, 'memberHref' | 'actionHref'>
}

function Used({ usage, data, links }: UsedProps) {
  const { byAction, byMember, byFeature, total } = usage
  const colors = new Map(data.series.map(({ action, color }) => [action, color]))
  return (
    <>
      <UsageChartWhenSeen data={data} words={usageChartLabel(data)} drawing={<UsageDrawing data={data} />} />
      <DayTable data={data} />
      <div className="mt-6 grid gap-x-10 gap-y-6 border-t border-line pt-5 lg:grid-cols-3">
        <UsageShares
          id="usage-actions"
          title="By action"
          totalCredits={total.credits}
          shares={byAction.map((sum) => ({
            ...sum,
            key: sum.action,
            name: sum.label,
            color: colors.get(sum.action),
            href: links.actionHref(sum.action),
          }))}
        />
        <UsageShares
          id="usage-members"
          title="By member"
          totalCredits={total.credits}
          shares={byMember.map((sum) => ({
            ...sum,
            key: String(sum.memberId),
            href: sum.memberId > 0 ? links.memberHref(sum.memberId) : undefined,
          }))}
        />
        <UsageShares
          id="usage-features"
          title="By feature"
          totalCredits={total.credits}
          shares={byFeature.map((sum) => ({ ...sum, key: sum.feature, name: sum.feature }))}
        />
      </div>
    </>
  )
}

function DayTable({ data: { points, series } }: { data: UsageChartData }) {
  return (
    <TableTwin
      caption="Credits used by day and action"
      columns={[
        { head: 'Day' },
        ...series.map(({ label }) => ({ head: label, number: true })),
        { head: 'Total', number: true },
      ]}
      rows={points.map((point) => ({
        key: point.day,
        cells: [
          point.label,
          ...series.map(({ action }) => formatNumber(point[action] ?? 0)),
          formatNumber(point.total),
        ],
      }))}
    />
  )
}
