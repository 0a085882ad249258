import type { ActionKey } from '@/lib/credits/shared/actions'
import { LimitsForm } from '../spending-limits/limits-form'
import type { UsageCardProps } from './usage-card'
import { actionRows, featureRows, memberRows } from './usage-rows'
import { UsageTable } from './usage-table'

type UsageTablesProps = UsageCardProps & { colors: ReadonlyMap<ActionKey, string> }

/**
 * Usage by action, member and feature. Limits are of the current cycle, so only its tables have them; owners edit all of
 * them in place and save them together.
 */
export function UsageTables(props: UsageTablesProps) {
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
