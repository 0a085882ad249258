import { ActionButton } from '@/components/ui/buttons/action-button'
import type { FormAction } from '@/components/ui/forms/form-action'
import { formatCredits, formatDateTime, formatNumber } from '@/lib/core/text/format'
import type { SpendingLimitRow, SpendingLimits } from '@/lib/spending-limits/read-spending-limits'
import { limitUse } from './limit-cell'
import { RequestFormWhenSeen } from './request-form-when-seen'

type LimitRequestsProps = {
  limits: SpendingLimits
  timeZone: string
  saveSpendingLimits: FormAction
  requestIncrease: FormAction
}

/** Open requests with their answer, for owners; the viewer's own limits with a form to ask for more, for others. */
export function LimitRequests({ limits, timeZone, saveSpendingLimits, requestIncrease }: LimitRequestsProps) {
  const { rows, mayManage } = limits
  const shown = mayManage ? rows.filter(({ requests }) => requests.length > 0) : rows
  if (shown.length === 0) return null
  const id = 'limit-requests'
  return (
    <section aria-labelledby={id} className="rounded-card bg-sunken/60 p-4 print:hidden">
      <h3 id={id} className="text-sm font-semibold">
        {mayManage ? 'Requests for a higher limit' : 'Your spending limits'}
      </h3>
      <ul className="divide-y divide-line">
        {shown.map((row) => (
          <li
            key={`${row.kind} ${row.subject}`}
            className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 py-3 last:pb-0"
          >
            <div className="grid gap-1 text-sm">
              <p className="break-words">
                {row.name} {row.mostCredits !== null && <span className="text-muted">{limitUse(row)}</span>}
              </p>
              <Requests row={row} timeZone={timeZone} />
            </div>
            {mayManage ? (
              <RaiseLimit row={row} saveSpendingLimits={saveSpendingLimits} />
            ) : (
              <RequestFormWhenSeen action={requestIncrease} row={row} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Requests({ row: { requests }, timeZone }: { row: SpendingLimitRow; timeZone: string }) {
  if (requests.length === 0) return null
  return (
    <ul>
      {requests.map(({ name, own, at, requestedCredits, reason }) => (
        <li key={at.toISOString()} className="break-words">
          {own ? 'You requested' : `${name} requested`}{' '}
          {requestedCredits === null ? 'more credits' : formatCredits(requestedCredits)} on{' '}
          {formatDateTime(at, timeZone)}
          {reason && <span className="block text-muted">{reason}</span>}
        </li>
      ))}
    </ul>
  )
}

type RaiseLimitProps = { row: SpendingLimitRow; saveSpendingLimits: FormAction }

/** Grants the open requests with one click. */
function RaiseLimit({ row, saveSpendingLimits }: RaiseLimitProps) {
  const { kind, subject, name, raiseTo, mostCredits } = row
  const to = formatNumber(raiseTo)
  return (
    <ActionButton
      action={saveSpendingLimits}
      hidden={{ [`limit-${kind}-${subject}`]: raiseTo, [`seen-${kind}-${subject}`]: mostCredits ?? '' }}
      label={`Raise to ${to}: spending limit for ${name}`}
    >
      Raise to {to}
    </ActionButton>
  )
}
