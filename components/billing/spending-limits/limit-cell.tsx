import { Field, Input } from '@/components/ui/forms/field'
import { Meter } from '@/components/ui/meter'
import { formatNumber } from '@/lib/core/text/format'
import { usageTone } from '@/lib/credits/shared/usage'
import type { SpendingLimitRow } from '@/lib/spending-limits/read-spending-limits'

type LimitCellProps = { row: SpendingLimitRow; canEdit: boolean }

/** A limit in a table: its field for those who can change it, and how much of it is used. */
export function LimitCell({ row, canEdit }: LimitCellProps) {
  const { kind, subject, name, mostCredits, usedCredits } = row
  return (
    <div className="ml-auto grid w-24 gap-1.5 sm:w-36">
      {canEdit && (
        <>
          <Field
            label={`Spending limit for ${name}`}
            name={`limit-${kind}-${subject}`}
            className="[&>label]:sr-only"
          >
            <Input
              inputMode="numeric"
              autoComplete="off"
              placeholder="No limit"
              // Shows the new limit after it was saved, or raised with the button above the tables.
              key={mostCredits}
              defaultValue={mostCredits ?? ''}
              className="h-9 text-right"
            />
          </Field>
          <input type="hidden" name={`seen-${kind}-${subject}`} value={mostCredits ?? ''} />
        </>
      )}
      {mostCredits === null ? (
        !canEdit && <span className="text-muted">No limit</span>
      ) : (
        <>
          <Meter
            label={`Spending limit used by ${name}`}
            value={Math.min(usedCredits, mostCredits)}
            max={Math.max(1, mostCredits)}
            tone={usageTone(usedCredits, mostCredits)}
            valueText={limitUse(row)}
          />
          <span className="text-xs text-muted">{limitUse(row)}</span>
        </>
      )}
    </div>
  )
}

/** "40 of 100 used". */
export const limitUse = ({ mostCredits, usedCredits }: SpendingLimitRow) =>
  `${formatNumber(usedCredits)} of ${formatNumber(mostCredits ?? 0)} used`
