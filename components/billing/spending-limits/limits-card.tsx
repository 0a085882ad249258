import { ActionButton } from '@/components/ui/buttons/action-button'
import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Meter } from '@/components/ui/meter'
import { formatCredits, formatDateTime, formatNumber } from '@/lib/core/text/format'
import { usageTone } from '@/lib/credits/shared/usage'
import type { SpendingLimitRow, SpendingLimits } from '@/lib/spending-limits/read-spending-limits'
import { LimitChangeList } from './limit-change-list'
import { LimitFormWhenSeen, RequestFormWhenSeen } from './limit-form-when-seen'

type SpendingLimitsCardProps = {
  limits: SpendingLimits
  timeZone: string
  setSpendingLimit: FormAction
  requestIncrease: FormAction
}

/** What members and actions can spend of the shared balance, and who changed it. */
export function SpendingLimitsCard({
  limits: { rows, changes, mayManage },
  timeZone,
  setSpendingLimit,
  requestIncrease,
}: SpendingLimitsCardProps) {
  if (!mayManage && rows.length === 0) return null
  const of = (kind: SpendingLimitRow['kind']) => rows.filter((row) => row.kind === kind)
  const how = { timeZone, setSpendingLimit: mayManage ? setSpendingLimit : null, requestIncrease }
  return (
    <Card id="spending-limits" aria-labelledby="spending-limits-title">
      <CardHeader
        id="spending-limits-title"
        title="Spending limits"
        description={
          mayManage
            ? 'Limit what a member or action can spend per cycle. Leave blank for no limit.'
            : 'What you can spend per billing cycle. Only owners can change it.'
        }
      />
      <div className="grid gap-6">
        {of('member').length > 0 && <LimitList title="Members" rows={of('member')} {...how} />}
        {of('action').length > 0 && <LimitList title="Actions" rows={of('action')} {...how} />}
        {changes.length > 0 && <LimitChangeList title="Changes" changes={changes} timeZone={timeZone} />}
      </div>
    </Card>
  )
}

type LimitListProps = {
  title: string
  rows: SpendingLimitRow[]
  timeZone: string
  /** Null: the viewer cannot change limits, but can ask for more. */
  setSpendingLimit: FormAction | null
  requestIncrease: FormAction
}

function LimitList({ title, rows, timeZone, setSpendingLimit, requestIncrease }: LimitListProps) {
  return (
    <div>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.subject} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <div className="grid min-w-48 flex-1 gap-1.5">
              <p className="text-sm break-words">
                {row.name} <span className="text-muted">{usageText(row)}</span>
              </p>
              {row.mostCredits !== null && (
                <Meter
                  label={`Spending limit used by ${row.name}`}
                  value={Math.min(row.usedCredits, row.mostCredits)}
                  max={Math.max(1, row.mostCredits)}
                  tone={usageTone(row.usedCredits, row.mostCredits)}
                  valueText={usageText(row)}
                />
              )}
            </div>
            {setSpendingLimit ? (
              <LimitFormWhenSeen action={setSpendingLimit} row={row} />
            ) : (
              <RequestFormWhenSeen action={requestIncrease} row={row} />
            )}
            {row.requests.length > 0 && (
              <div className="flex basis-full flex-wrap items-center justify-between gap-x-6 gap-y-2">
                <ul className="text-sm">
                  {row.requests.map(({ name, own, at, requestedCredits, reason }) => (
                    <li key={at.toISOString()} className="break-words">
                      {own ? 'You requested' : `${name} requested`}{' '}
                      {requestedCredits === null ? 'more credits' : formatCredits(requestedCredits)} on{' '}
                      {formatDateTime(at, timeZone)}
                      {reason && <span className="block text-muted">{reason}</span>}
                    </li>
                  ))}
                </ul>
                {setSpendingLimit && <RaiseLimit setSpendingLimit={setSpendingLimit} row={row} />}
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const usageText = ({ mostCredits, usedCredits }: SpendingLimitRow) =>
  mostCredits === null
    ? `${formatNumber(usedCredits)} used this cycle`
    : `${formatNumber(usedCredits)} of ${formatNumber(mostCredits)} used this cycle`

type OneLimit = { row: SpendingLimitRow }

/** Grants the open requests with one click. */
function RaiseLimit({
  row: { kind, subject, name, raiseTo, mostCredits },
  setSpendingLimit,
}: OneLimit & { setSpendingLimit: FormAction }) {
  const to = formatNumber(raiseTo)
  return (
    <ActionButton
      action={setSpendingLimit}
      hidden={{ kind, subject, mostCredits: raiseTo, seenCredits: mostCredits ?? '' }}
      label={`Raise to ${to}: spending limit for ${name}`}
    >
      Raise to {to}
    </ActionButton>
  )
}
