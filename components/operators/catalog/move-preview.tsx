import Link from 'next/link'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import { formatMoney, formatNumber, formatSigned } from '@/lib/core/text/format'
import type { MoveGroup, MovePreview, PlanMove } from '@/lib/operators/catalog/subscribers-of-terms'
import { Instant } from '../instant'

/** A line for all to whom the same happens. */
export function MoveGroups({ preview: { groups, mode, currency } }: { preview: MovePreview }) {
  if (groups.length === 0)
    return <p className="text-sm text-muted">Nobody who could be moved is on older terms.</p>
  return (
    <Table label="Who would be moved">
      <caption className="sr-only">What changes, by the terms they have and how they pay</caption>
      <thead>
        <tr>
          <Th>Terms they have</Th>
          <Th className="text-right">Workspaces</Th>
          <Th className="text-right">Price</Th>
          <Th className="text-right">{mode === 'limits' ? 'Limits a month' : 'Credits a month'}</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={`${group.fromPlanKey} ${group.interval}`}>
            <Td>
              {group.fromPlanKey}, paid {group.interval === 'year' ? 'yearly' : 'monthly'}
            </Td>
            <Td className="text-right">{formatNumber(group.workspaces)}</Td>
            <Td className="text-right">
              <Price {...group} currency={currency} />
            </Td>
            <Td className="text-right">
              <Gives group={group} isLimits={mode === 'limits'} />
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
  if (from === to) return <>{formatMoney(to, currency)}, as before</>
  const difference = `${to > from ? '+' : '−'}${formatMoney(Math.abs(to - from), currency)}`
  return (
    <>
      {formatMoney(from, currency)} → {formatMoney(to, currency)}
      <span className="block text-muted">
        {difference} a {interval}
      </span>
    </>
  )
}

const limits = [
  { name: 'reportsLimit', label: 'reports' },
  { name: 'emailsLimit', label: 'emails' },
  { name: 'contactsLimit', label: 'contacts' },
] as const

function Gives({ group: { from, to }, isLimits }: { group: MoveGroup; isLimits: boolean }) {
  const parts = isLimits
    ? limits.map(({ name, label }) => ({ label, before: from[name] ?? 0, after: to[name] ?? 0 }))
    : [{ label: '', before: from.allowanceCredits, after: to.allowanceCredits }]
  return parts.map(({ label, before, after }) => (
    <span key={label} className="block">
      {before === after
        ? `${formatNumber(after)} ${label}, as before`
        : `${formatNumber(before)} → ${formatNumber(after)} ${label} (${formatSigned(after - before)})`}
    </span>
  ))
}

const reasons: Record<MovePreview['notNow'][number]['why'], string> = {
  moving: 'will have these terms already',
  overdue: 'owe a payment',
  ending: 'are about to end',
  changing: 'have chosen another change, which waits',
  unsubscribed: 'have no subscription at Stripe',
}

export function NotNow({ notNow }: Pick<MovePreview, 'notNow'>) {
  if (notNow.length === 0) return null
  return (
    <p className="mt-4 text-sm text-muted">
      On older terms and left alone now:{' '}
      {notNow.map(({ why, workspaces }) => `${formatNumber(workspaces)} that ${reasons[why]}`).join('; ')}.
    </p>
  )
}

const states: Record<PlanMove['status'], { label: string; tone: BadgeTone }> = {
  asked: { label: 'In the queue', tone: 'neutral' },
  scheduled: { label: 'Scheduled', tone: 'good' },
  refused: { label: 'Not moved', tone: 'bad' },
}

export function Moves({ moves }: Pick<MovePreview, 'moves'>) {
  if (moves.length === 0) return null
  return (
    <Card aria-labelledby="moves-title">
      <CardHeader id="moves-title" title="Moves to these terms" description="The newest first." />
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
