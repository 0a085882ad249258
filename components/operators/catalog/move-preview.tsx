import Link from 'next/link'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import { formatMoney, formatNumber, formatSigned } from '@/lib/core/text/format'
import type { MoveGroup, MovePreview, PlanMove } from '@/lib/operators/catalog/moves/subscribers-of-terms'
import { Instant } from '../instant'

/** One row for all subscribers with the same change. */
export function MoveGroups({ preview: { groups, mode, currency } }: { preview: MovePreview }) {
  if (groups.length === 0) return <p className="text-sm text-muted">No subscribers to move.</p>
  return (
    <Table label="Affected subscribers">
      <caption className="sr-only">Changes by current terms and billing interval</caption>
      <thead>
        <tr>
          <Th>Current terms</Th>
          <Th className="text-right">Workspaces</Th>
          <Th className="text-right">Price</Th>
          <Th className="text-right">{mode === 'limits' ? 'Monthly limits' : 'Monthly credits'}</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={`${group.fromPlanKey} ${group.interval}`}>
            <Td>
              {group.fromPlanKey}, billed {group.interval === 'year' ? 'annually' : 'monthly'}
            </Td>
            <Td className="text-right">{formatNumber(group.workspaces)}</Td>
            <Td className="text-right">
              <Price {...group} currency={currency} />
            </Td>
            <Td className="text-right">
              <Included group={group} isLimits={mode === 'limits'} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Price({
  fromPriceCents: from,
  toPriceCents: to,
  interval,
  currency,
}: MoveGroup & { currency: string }) {
  if (from === to) return <>{formatMoney(to, currency)}, unchanged</>
  const difference = `${to > from ? '+' : '−'}${formatMoney(Math.abs(to - from), currency)}`
  return (
    <>
      {formatMoney(from, currency)} → {formatMoney(to, currency)}
      <span className="block text-muted">
        {difference} per {interval}
      </span>
    </>
  )
}

const limits = [
  { name: 'reportsLimit', label: 'reports' },
  { name: 'emailsLimit', label: 'emails' },
  { name: 'contactsLimit', label: 'contacts' },
] as const

function Included({ group: { from, to }, isLimits }: { group: MoveGroup; isLimits: boolean }) {
  const parts = isLimits
    ? limits.map(({ name, label }) => ({ label, before: from[name] ?? 0, after: to[name] ?? 0 }))
    : [{ label: '', before: from.allowanceCredits, after: to.allowanceCredits }]
  return parts.map(({ label, before, after }) => (
    <span key={label} className="block">
      {before === after
        ? `${formatNumber(after)} ${label}, unchanged`
        : `${formatNumber(before)} → ${formatNumber(after)} ${label} (${formatSigned(after - before)})`}
    </span>
  ))
}

const reasons: Record<MovePreview['notNow'][number]['why'], string> = {
  moving: 'already moving to these terms',
  overdue: 'past due',
  ending: 'ending soon',
  changing: 'with another plan change scheduled',
  unsubscribed: 'without a Stripe subscription',
}

export function NotMovable({ notNow }: Pick<MovePreview, 'notNow'>) {
  if (notNow.length === 0) return null
  return (
    <p className="mt-4 text-sm text-muted">
      Can’t be moved now:{' '}
      {notNow.map(({ why, workspaces }) => `${formatNumber(workspaces)} ${reasons[why]}`).join('; ')}.
    </p>
  )
}

const states: Record<PlanMove['status'], { label: string; tone: BadgeTone }> = {
  asked: { label: 'Queued', tone: 'neutral' },
  scheduled: { label: 'Scheduled', tone: 'good' },
  refused: { label: 'Not moved', tone: 'bad' },
}

export function Moves({ moves }: Pick<MovePreview, 'moves'>) {
  if (moves.length === 0) return null
  return (
    <Card aria-labelledby="moves-title">
      <CardHeader id="moves-title" title="Moves to these terms" description="Newest first." />
      <ul className="divide-y divide-line text-sm">
        {moves.map((move) => (
          <li
            key={`${move.workspaceId} ${move.requestedAt}`}
            className="grid gap-1 py-3 first:pt-0 last:pb-0"
          >
            <p>
              <Link
                href={`/admin/workspaces/${move.workspaceId}`}
                className="text-brand-ink underline underline-offset-3"
              >
                {move.name} #{move.workspaceId}
              </Link>{' '}
              <Badge tone={states[move.status].tone}>{states[move.status].label}</Badge>
              {move.effectiveAt && (
                <>
                  {' '}
                  from <Instant at={move.effectiveAt} />
                </>
              )}
            </p>
            <p className="text-muted">
              {move.requestedBy}, <Instant at={move.requestedAt} />
              {move.refusal && `: ${move.refusal}`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
