import { MessageCircleQuestion } from 'lucide-react'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Meter } from '@/components/ui/meter'
import { formatDateTime, formatNumber } from '@/lib/core/text/format'
import { usageTone } from '@/lib/credits/shared/usage'
import type { CapRow, Caps } from '@/lib/workspaces/spending-limits/read-spending-limits'
import { CapChangeList } from './limit-change-list'
import { CapFormWhenSeen } from './limit-form-when-seen'

type CapsCardProps = { caps: Caps; timeZone: string; setCap: FormAction; ask: FormAction }

/** What members and actions may spend of the balance that all share, and who said so. */
export function CapsCard({ caps: { rows, changes, mayManage }, timeZone, setCap, ask }: CapsCardProps) {
  if (!mayManage && rows.length === 0) return null
  const of = (kind: CapRow['kind']) => rows.filter((row) => row.kind === kind)
  const how = { timeZone, setCap: mayManage ? setCap : null, ask }
  return (
    <Card id="caps" aria-labelledby="caps-title">
      <CardHeader
        id="caps-title"
        title="Caps"
        description={
          mayManage
            ? 'What one member, or everybody with one action, may spend in a billing cycle. Empty for no cap.'
            : 'What you may spend in a billing cycle. Only an owner can change it.'
        }
      />
      <div className="grid gap-6">
        {of('member').length > 0 && <CapList title="Members" rows={of('member')} {...how} />}
        {of('action').length > 0 && <CapList title="Actions" rows={of('action')} {...how} />}
        {changes.length > 0 && <CapChangeList title="Changes" changes={changes} timeZone={timeZone} />}
      </div>
    </Card>
  )
}

type CapListProps = {
  title: string
  rows: CapRow[]
  timeZone: string
  /** Null: whoever looks may ask, and not decide. */
  setCap: FormAction | null
  ask: FormAction
}

function CapList({ title, rows, timeZone, setCap, ask }: CapListProps) {
  return (
    <div>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.subject} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <div className="grid min-w-48 flex-1 gap-1.5">
              <p className="text-sm break-words">
                {row.name} <span className="text-muted">{wordsOf(row)}</span>
              </p>
              {row.mostCredits !== null && (
                <Meter
                  label={`${row.name}: spent of the cap`}
                  value={Math.min(row.usedCredits, row.mostCredits)}
                  max={Math.max(1, row.mostCredits)}
                  tone={usageTone(row.usedCredits, row.mostCredits)}
                  words={wordsOf(row)}
                />
              )}
            </div>
            {setCap ? <CapFormWhenSeen action={setCap} row={row} /> : <AskForCap ask={ask} row={row} />}
            {row.asks.length > 0 && (
              <div className="flex basis-full flex-wrap items-center justify-between gap-x-6 gap-y-2">
                <ul className="text-sm">
                  {row.asks.map(({ name, own, at }) => (
                    <li key={at.toISOString()} className="break-words">
                      {own ? 'You asked' : `${name} asks`} for more: {formatDateTime(at, timeZone)}
                    </li>
                  ))}
                </ul>
                {setCap && <RaiseCap setCap={setCap} row={row} />}
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const wordsOf = ({ mostCredits, usedCredits }: CapRow) =>
  mostCredits === null
    ? `${formatNumber(usedCredits)} in this cycle`
    : `${formatNumber(usedCredits)} of ${formatNumber(mostCredits)} in this cycle`

type OneCap = { row: CapRow }

/** The answer to those who asked, with one click. */
function RaiseCap({
  row: { kind, subject, name, raiseTo, mostCredits },
  setCap,
}: OneCap & { setCap: FormAction }) {
  const to = formatNumber(raiseTo)
  return (
    <ActionButton
      action={setCap}
      hidden={{ kind, subject, mostCredits: raiseTo, seenCredits: mostCredits ?? '' }}
      label={`Raise to ${to}: the cap of ${name}`}
    >
      Raise to {to}
    </ActionButton>
  )
}

/** For whoever a cap holds back and cannot raise it. */
function AskForCap({ row: { kind, subject, name }, ask }: OneCap & { ask: FormAction }) {
  return (
    <ActionButton action={ask} hidden={{ kind, subject }} variant="secondary" label={`Ask for more: ${name}`}>
      <MessageCircleQuestion aria-hidden="true" />
      Ask for more
    </ActionButton>
  )
}
