import { ChartColumn } from 'lucide-react'
import Link from 'next/link'
import { TableTwin } from '@/components/reports/charts/data-table'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { FormAction } from '@/components/ui/forms/form-action'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { UsageSelection } from '@/lib/billing/statement/usage-breakdown'
import { countOf, formatCredits, formatDate, formatDay, formatNumber } from '@/lib/core/text/format'
import { LimitChangeList } from '../spending-limits/limit-change-list'
import { LimitRequests } from '../spending-limits/limit-requests'
import { CycleSelect } from '../statement/cycle-select'
import { UsageChartWhenSeen } from './usage-chart-when-seen'
import { type UsageChartData, usageChartData, usageChartLabel } from './usage-data'
import { UsageDrawing } from './usage-drawing'
import { UsageLegend } from './usage-legend'
import { UsageTables, type UsageTablesProps } from './usage-tables'

type UsageCardProps = UsageTablesProps & {
  /** The day or action chosen in the chart. */
  selection: UsageSelection
  timeZone: string
  asOf: string
  /** Only on a trial, which has a single cycle (R4). */
  trialEndsAt?: string | null
  /** This page with another day or action chosen. */
  selectHref: (selection: UsageSelection) => string
  requestIncrease: FormAction
}

/** Credits used in a cycle by day, action, member and feature (R24), with the spending limits of actions and members (R33). */
export function UsageCard(props: UsageCardProps) {
  const { usage, selection, selected, limits, timeZone, asOf, trialEndsAt, selectHref } = props
  const { cycle, cycles, total } = usage
  const data = usageChartData(usage, timeZone, asOf)
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
        <>
          <UsageChartWhenSeen
            data={data}
            selection={selection}
            words={usageChartLabel(data)}
            drawing={<UsageDrawing data={data} selection={selection} />}
          />
          <UsageLegend series={data.series} selection={selection} selectHref={selectHref} />
          <Selection selection={selection} selected={selected} clearHref={selectHref({})} />
          <DayTable data={data} selection={selection} selectHref={selectHref} />
        </>
      )}
      <section
        id="spending-limits"
        aria-label="Usage and spending limits"
        className="mt-6 grid scroll-mt-6 gap-6"
      >
        <LimitRequests
          limits={limits}
          timeZone={timeZone}
          saveSpendingLimits={props.saveSpendingLimits}
          requestIncrease={props.requestIncrease}
        />
        <UsageTables {...props} colors={new Map(data.series.map(({ action, color }) => [action, color]))} />
        {limits.changes.length > 0 && (
          <LimitChangeList title="Changes to spending limits" changes={limits.changes} timeZone={timeZone} />
        )}
      </section>
    </Card>
  )
}

/** "Trial: Nov 28, 2026 – Dec 12, 2026". */
const trialLabel = (start: string, end: string, timeZone: string) =>
  `Trial: ${formatDate(start, timeZone)} – ${formatDate(end, timeZone)}`

type SelectionProps = Pick<UsageCardProps, 'selection' | 'selected'> & { clearHref: string }

/** What the tables show, announced when it changes. Its line is always there, so nothing moves. */
function Selection({ selection: { day, action }, selected, clearHref }: SelectionProps) {
  const what = [day && formatDay(day, 'UTC'), action && actionLabels[action].label].filter(Boolean).join(', ')
  return (
    <div className="mt-3 flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <p role="status" className={selected ? 'text-muted' : 'text-muted print:hidden'}>
        {selected
          ? `Showing ${what}: ${formatCredits(selected.total.credits)} in ${countOf(selected.total.times, 'action')}.`
          : 'Select a day or an action to see only its usage.'}
      </p>
      {selected && (
        <Link
          href={clearHref}
          scroll={false}
          className="font-medium text-brand-ink underline underline-offset-2 print:hidden"
        >
          Show all usage
        </Link>
      )}
    </div>
  )
}

type DayTableProps = { data: UsageChartData } & Pick<UsageCardProps, 'selection' | 'selectHref'>

/** The chart as a table, whose days select as its bars do. */
function DayTable({ data: { points, series }, selection, selectHref }: DayTableProps) {
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
          <Link
            key={point.day}
            href={selectHref({ ...selection, day: selection.day === point.day ? undefined : point.day })}
            scroll={false}
            prefetch={false}
            aria-current={selection.day === point.day ? 'true' : undefined}
            className="text-brand-ink underline decoration-brand/40 underline-offset-3 aria-[current]:font-semibold"
          >
            {point.label}
          </Link>,
          ...series.map(({ action }) => formatNumber(point[action] ?? 0)),
          formatNumber(point.total),
        ],
      }))}
    />
  )
}
