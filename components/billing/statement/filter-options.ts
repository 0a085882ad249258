import { actionLabels } from '@/lib/billing/shared/action-labels'
import { statementKindLabels, statementKinds } from '@/lib/billing/shared/statement-kinds'
import type { UsageCycle } from '@/lib/billing/statement/usage-breakdown'
import type { StatementFilters } from '@/lib/billing/views'
import { formatDate, formatDay } from '@/lib/core/text/format'
import { actionKeys } from '@/lib/credits/shared/actions'

/** What the statement can be filtered by, with labels. */

export type FilterMember = { userId: number; name: string }

export type FilterName = 'kind' | 'action' | 'member' | 'cycle' | 'from' | 'to'
export type FilterChoices = Record<FilterName, string>

type FilterOption = { value: string; label: string }
type Filter = { name: FilterName; label: string; all: string; options: FilterOption[] }

export function filterOptions(
  members: FilterMember[],
  cycles: UsageCycle[],
  { memberId, cycle }: StatementFilters,
  timeZone: string,
): Filter[] {
  return [
    {
      name: 'kind',
      label: 'Kind',
      all: 'Any kind',
      options: statementKinds.map((kind) => ({ value: kind, label: statementKindLabels[kind] })),
    },
    {
      name: 'action',
      label: 'Action',
      all: 'Any action',
      options: actionKeys.map((key) => ({ value: key, label: actionLabels[key].label })),
    },
    {
      name: 'member',
      label: 'Member',
      all: 'Everyone',
      options: withCurrent(
        members.map(({ userId, name }) => ({ value: String(userId), label: name })),
        memberId === undefined ? undefined : { value: String(memberId), label: 'A former member' },
      ),
    },
    {
      name: 'cycle',
      label: 'Billing cycle',
      all: 'All cycles',
      options: withCurrent(
        cycles.map(({ start, end }) => ({ value: start, label: cycleLabel(start, end, timeZone) })),
        cycle === undefined ? undefined : { value: cycle, label: `Since ${formatDate(cycle, timeZone)}` },
      ),
    },
  ]
}

/** The URL may contain a former member or an old cycle; without its option, nothing would look selected. */
function withCurrent(options: FilterOption[], current: FilterOption | undefined): FilterOption[] {
  if (!current || options.some(({ value }) => value === current.value)) return options
  return [...options, current]
}

const cycleLabel = (start: string, end: string, timeZone: string) =>
  `${formatDate(start, timeZone)} – ${formatDate(end, timeZone)}`

/** The filters in words, for print: "Action: Instant Valuation, From: Nov 1". */
export function filtersInWords(filters: StatementFilters, options: Filter[]): string {
  const { kind, action, memberId, cycle, from, to, search } = filters
  const values: Partial<Record<FilterName, string | undefined>> = {
    kind,
    action,
    member: memberId === undefined ? undefined : String(memberId),
    cycle,
  }
  const named = options.flatMap(({ name, label, options: choices }) => {
    const found = choices.find(({ value }) => value === values[name])
    return found ? [`${label}: ${found.label}`] : []
  })
  return [
    ...(search ? [`Search: ${search}`] : []),
    ...named,
    ...(from ? [`From: ${formatDay(from, 'UTC')}`] : []),
    ...(to ? [`To: ${formatDay(to, 'UTC')}`] : []),
  ].join(', ')
}
