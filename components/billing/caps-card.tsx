import { AskAdmin } from '@/components/notifications/ask-admin'
import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/form-action'
import { Meter } from '@/components/ui/meter'
import { formatDate, formatNumber } from '@/lib/core/format'
import { usageTone } from '@/lib/credits/usage'
import type { CapChange, CapRow, Caps } from '@/lib/workspaces/read-caps'
import { CapForm } from './cap-form'

type CapsCardProps = { caps: Caps; timeZone: string; setCap: FormAction; ask: FormAction }

/** What members and actions may spend of the balance that all share, and who said so. */
export function CapsCard({ caps: { rows, changes, mayManage, own }, timeZone, setCap, ask }: CapsCardProps) {
  if (!mayManage && rows.length === 0) return null
  const of = (kind: CapRow['kind']) => rows.filter((row) => row.kind === kind)
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
        {of('member').length > 0 && (
          <CapList title="Members" rows={of('member')} setCap={mayManage ? setCap : null} />
        )}
        {of('action').length > 0 && (
          <CapList title="Actions" rows={of('action')} setCap={mayManage ? setCap : null} />
        )}
        {own && <AskAdmin action={ask} />}
        {changes.length > 0 && <Changes changes={changes} timeZone={timeZone} />}
      </div>
    </Card>
  )
}

function CapList({ title, rows, setCap }: { title: string; rows: CapRow[]; setCap: FormAction | null }) {
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
            {setCap && <CapForm action={setCap} row={row} />}
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

function Changes({ changes, timeZone }: { changes: CapChange[]; timeZone: string }) {
  return (
    <div>
      <h3 className="text-sm font-semibold">Changes</h3>
      <ul className="mt-2 grid gap-1 text-sm text-muted">
        {changes.map(({ by, name, from, to, at }) => (
          <li key={at.toISOString()}>
            {formatDate(at, timeZone)}: {by} set the cap of {name} to {capWords(to)}; it was {capWords(from)}.
          </li>
        ))}
      </ul>
    </div>
  )
}

const capWords = (credits: number | null) => (credits === null ? 'none' : formatNumber(credits))
