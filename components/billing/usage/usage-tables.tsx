import type { FormAction } from '@/components/ui/forms/form-action'
import type { SelectedUsage, UsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import type { ActionKey } from '@/lib/credits/shared/actions'
import type { SpendingLimits } from '@/lib/spending-limits/read-spending-limits'
import { LimitsForm } from '../spending-limits/limits-form'
import { actionRows, featureRows, memberRows } from './usage-rows'
import { UsageTable } from './usage-table'

export type UsageTablesProps = {
  usage: UsageBreakdown
  /** The usage of the day or action chosen in the chart; null: everything. */
  selected: SelectedUsage | null
  limits: SpendingLimits
  /** The statement of this cycle, filtered by a member or an action. */
  memberHref: (memberId: number) => string
  actionHref: (action: ActionKey) => string
  saveSpendingLimits: FormAction
}

/**
 * Usage by action, member and feature. Limits are of the current cycle, so only its tables have them; owners edit all of
 * them in place and save them together.
 */
export function UsageTables(props: UsageTablesProps & { colors: ReadonlyMap<ActionKey, string> }) {
  const { usage, selected, limits, colors, memberHref, actionHref, saveSpendingLimits } = props
  const { mayManage } = limits
  const rows = usage.cycle.current ? limits.rows : []
  const sums = { whole: usage, shown: selected ?? usage, limits: rows }
  const columnOf = (kind: 'member' | 'action') => {
    if (!rows.some((row) => row.kind === kind)) return 'none'
    return mayManage ? 'edit' : 'read'
  }
  const totalCredits = sums.shown.total.credits
  const limited = (
    <>
      <UsageTable
        id="usage-actions"
        title="By action"
        head="Action"
        totalCredits={totalCredits}
        limits={columnOf('action')}
        rows={actionRows(sums).map((row) => ({
          ...row,
          color: colors.get(row.action),
          href: actionHref(row.action),
        }))}
      />
      <UsageTable
        id="usage-members"
        title="By member"
        head="Member"
        totalCredits={totalCredits}
        limits={columnOf('member')}
        rows={memberRows(sums).map((row) => ({
          ...row,
          href: row.memberId > 0 ? memberHref(row.memberId) : undefined,
        }))}
      />
    </>
  )
  return (
    <>
      {mayManage && rows.length > 0 ? (
        <LimitsForm action={saveSpendingLimits}>{limited}</LimitsForm>
      ) : (
        limited
      )}
      <UsageTable
        id="usage-features"
        title="By feature"
        head="Feature"
        totalCredits={totalCredits}
        rows={featureRows(sums)}
      />
    </>
  )
}
